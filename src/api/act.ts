import type { z } from 'zod'
import type { Actor } from '../accounts/index.ts'
import type { Tx } from '../db/index.ts'
import type { Setting } from '../requests/index.ts'
import { read } from './read.ts'

/** What a body asks for, ready to be done in a transaction. */
type Deed = (tx: Tx, actor: Actor, id: string, setting: Setting) => Promise<unknown>

export interface Act {
  readonly summary: string
  readonly takes: z.ZodType
  /** Throws `bad_body` for one that is not of the shape it takes. */
  readonly read: (body: unknown) => { readonly input: unknown; readonly does: Deed }
}

/** A thing one can create about a request, and the act of requests that this is. */
export function act<Shape>(
  summary: string,
  takes: z.ZodType<Shape>,
  does: (tx: Tx, actor: Actor, id: string, input: Shape, setting: Setting) => Promise<unknown>,
): Act {
  return {
    summary,
    takes,
    read(body) {
      const input = read(takes, body)
      return { input, does: (tx, actor, id, setting) => does(tx, actor, id, input, setting) }
    },
  }
}
