import { removeErased } from './erasing.ts'
import { timestampLogs } from './log-timestamps.ts'
import { removeLeftPackages } from './passing.ts'
import { removeDropped, rewrapItems } from './rewrapping.ts'
import { sweepUploads, type UploadVault } from './uploads.ts'

/** Milliseconds between two rounds; the first comes at once, after whatever ended the process before. */
const PAUSE = 10 * 60_000
/** A file that was being written and has not been touched for so long is nobody's any more. */
const ABANDONED = 24 * 60 * 60_000

/** Takes away, again and again, what broke off: opened packages, the bytes of what was erased, half-written files, uploads nobody goes on with. */
export function startTidying(vault: UploadVault, report: (error: unknown) => void): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<unknown> = Promise.resolve()
  const go = () => {
    round = tidy(vault).catch(report)
    void round.then(() => {
      if (!stopped) timer = setTimeout(go, PAUSE).unref()
    })
  }
  timer = setTimeout(go, 0).unref()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}

async function tidy(vault: UploadVault): Promise<void> {
  await removeLeftPackages()
  await removeErased(vault)
  // Files carry the time of the machine, whatever `now` says.
  await vault.blobs.sweep(ABANDONED, Date.now())
  // In the round after the one that replaced them: whoever has begun to read them reads on.
  await removeDropped(vault)
  await rewrapItems(vault)
  await sweepUploads(vault)
  await timestampLogs(vault)
}
