import type { Sum } from './seal.ts'

/** A blob that lies somewhere: its name, its size in bytes, and when it was put there by the clock of who keeps it. */
export interface Listed {
  readonly sha256: string
  readonly size: number
  readonly at: number
}

/** Where whole blobs lie under their own SHA-256: a folder, or a bucket of an S3 service. What lies there never changes. */
export interface Shelf {
  /**
   * Takes a whole file of this machine to its place, which it leaves for good only once the shelf has confirmed it: until
   * this resolves it lies where it was. Nothing of it is visible before all of it is. Throws `disk_full`, `store_unreachable`.
   */
  put(file: string, sum: Sum): Promise<void>
  /** The bytes from `start`, `end` not included, unchecked and the reader's own. Throws `no_such_blob`, `store_unreachable`. */
  read(sha256: string, range?: { readonly start: number; readonly end: number }): AsyncIterable<Uint8Array>
  /** In bytes, or undefined if there is no such blob. */
  size(sha256: string): Promise<number | undefined>
  /** Takes the bytes away; no error if they are gone already. */
  remove(sha256: string): Promise<void>
  /** Destroys the bytes as far as the shelf can; no error if they are gone already. */
  destroy(sha256: string): Promise<void>
  /** Every blob that lies there. */
  list(): AsyncIterable<Listed>
  /** How many bytes more there is room for; undefined where nobody knows. */
  room(): Promise<number | undefined>
  /** Takes away what was being put when a process died, begun this many milliseconds before `now`; answers how many. */
  sweep(olderThan: number, now: number): Promise<number>
}
