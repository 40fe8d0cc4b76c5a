import { isMainThread } from 'node:worker_threads'
import { serveThread } from './laboratory/index.ts'
import { readLaw } from './read-law.ts'

/** The file each thread of the laboratory begins with: it reads the law and works on what it is given. */
export const laboratoryThread = new URL(import.meta.url)

if (!isMainThread) serveThread(await readLaw())
