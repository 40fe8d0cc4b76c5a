import type { en } from './en/index.ts'

/** Every text of the interface; English is the one that says which keys there are. */
export type Texts = typeof en

type Part<T> = T extends (...args: never[]) => unknown ? T : T extends object ? { [K in keyof T]?: Part<T[K]> } : T
export type PartialTexts = Part<Texts>
