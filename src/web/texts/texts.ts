import type { en } from './en/index.ts'

/** Every text of the interface; English is the one that says which keys there are. */
export type Texts = typeof en
