import { open } from 'node:fs/promises'

const BUFFER = 256 * 1024

/**
 * A file read through one buffer: each chunk is good only until the next is asked for. For readers that take what they
 * need at once, as `seal` does; anybody who keeps chunks wants a stream of their own.
 */
export async function* borrowed(path: string): AsyncIterable<Uint8Array> {
  const file = await open(path)
  const buffer = Buffer.allocUnsafeSlow(BUFFER)
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, BUFFER)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
