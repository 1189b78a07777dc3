export const isSkipped = !process.env.SLOW;
export const reason = 'takes long; SLOW=1 runs it';

/** Options of a test that `SLOW=1 npm test` runs, but `npm test` does not; see `docs/checks.md`. */
export const slow = { skip: isSkipped && reason };
