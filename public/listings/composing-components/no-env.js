export const getEnvironment = () => [];
export const getArguments = () => [];
export const initialCwd = () => undefined;
