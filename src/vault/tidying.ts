import { removeErased } from './erasing.ts'
import { timestampLogs } from './log-timestamps.ts'
import { removeDropped, rewrapItems } from './rewrapping.ts'
import { sweepUploads, type UploadVault } from './uploads.ts'

/** A file that was being written and has not been touched for so long is nobody's any more. */
const ABANDONED = 24 * 60 * 60_000

/** Takes away what broke off: the bytes of what was erased, half-written files, uploads nobody goes on with. */
export async function tidy(vault: UploadVault): Promise<void> {
  await removeErased(vault)
  // Files carry the time of the machine, whatever `now` says.
  await vault.blobs.sweep(ABANDONED, Date.now())
  // In the round after the one that replaced them: whoever has begun to read them reads on.
  await removeDropped(vault)
  await rewrapItems(vault)
  await sweepUploads(vault)
  await timestampLogs(vault)
}
