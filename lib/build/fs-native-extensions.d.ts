/** The functions that are used; the package has no types of its own. */
declare module 'fs-native-extensions' {
  /** Exchanges two paths in one step. */
  export function swap(from: string, to: string): Promise<void>;
  /**
   * Takes an exclusive lock on an open file, which must be writable. The system releases it when the
   * file is closed or the process ends, however it ends.
   *
   * @returns `false` where another open file holds it
   */
  export function tryLock(fd: number): boolean;
}
