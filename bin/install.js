// Called by `npm ci`: makes now what the first start would otherwise wait for. Nothing depends on it, so it never fails.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('./comity.js', import.meta.url)), 'install'], {
  stdio: 'ignore',
})
if (status !== 0) console.log('The first start will take some seconds longer.')
