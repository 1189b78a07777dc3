/** Types for the functions used here. The package has none. */
declare module 'fs-native-extensions' {
  /** Exchanges two paths atomically. */
  export function swap(from: string, to: string): Promise<void>;
  /**
   * Takes an exclusive lock on an open, writable file. The system releases it when the file is
   * closed or the process ends, however it ends.
   *
   * @returns `false` if another open file holds the lock
   */
  export function tryLock(fd: number): boolean;
}
