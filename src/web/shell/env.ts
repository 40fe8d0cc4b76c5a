import type { Child } from 'hono/jsx'
import type { Actor } from '../../accounts/index.ts'
import type { DomainError } from '../../base/errors.ts'
import type { Reader } from '../reader.ts'
import type { assets } from './assets.ts'
import type { Place } from './navigation.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Who is signed in, as far as the shell shows it. */
export interface Visitor {
  readonly name: string
  readonly organisation: string
  readonly seat: string
}

/** What every request carries once the shell has seen it. */
export interface Env {
  Variables: {
    reader: Reader
    theme: Theme
    /** Goes into every form, as `form_token`. */
    formToken: string
    actor: Actor | undefined
    /** What was refused, where a page says so in place of an error. */
    refused: DomainError | undefined
    /** Counts the request as this person's; throws `too_many_requests`. */
    spend?: (actor: Pick<Actor, 'person' | 'acts'>) => void
  }
}

declare module 'hono' {
  interface ContextRenderer {
    /** A whole page around the content. */
    // biome-ignore lint/style/useShorthandFunctionType: Hono's interface can only be widened by a call signature
    (
      content: Child,
      page: { title: string; current?: Place; scripts?: readonly (keyof typeof assets)[] },
    ): Response | Promise<Response>
  }
}
