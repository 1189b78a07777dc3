/** The one function that is used; the package has no types of its own. */
declare module 'fs-native-extensions' {
  /** Exchanges two paths in one step. */
  export function swap(from: string, to: string): Promise<void>;
}
