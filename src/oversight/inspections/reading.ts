import type { Actor } from '../../accounts/index.ts'
import { type Event, eventsAbout } from '../../audit/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Tx } from '../../db/index.ts'
import { checksFor, type Setting, type Timeline, timeline } from '../../requests/index.ts'
import { type Item, listItems } from '../../vault/index.ts'
import { lookAt } from '../mandates/looking.ts'
import { type ChecklistLine, checklistOf } from './checklist.ts'
import type { Answer, Inspection } from './inspection.ts'
import { openFileOf } from './opening.ts'
import { answersOf } from './store.ts'

/** A file of the overseen as the overseer reads it: what was asked and decided, never what the evidence says. */
export interface InspectedFile {
  readonly inspection: Inspection
  readonly request: string
  /** Undefined where the log tells of it and the records do not. */
  readonly told: Timeline | undefined
  readonly pieces: readonly Pick<Item, 'id' | 'name' | 'state' | 'size' | 'sha256' | 'at'>[]
  readonly events: readonly Event[]
  readonly checklist: readonly ChecklistLine[]
  readonly answers: ReadonlyMap<string, Answer>
}

/** Reads one file of an inspection; that it was read is an event of the overseer's own log. Throws what `openFileOf` throws, `no_mandate`. */
export async function readInspected(
  tx: Tx,
  actor: Actor,
  id: string,
  request: string,
  setting: Setting,
): Promise<InspectedFile> {
  const inspection = await openFileOf(tx, actor, id, request)
  const { overseen } = inspection
  const at = setting.now()
  return lookAt(tx, actor, { overseen, what: 'file', request, inspection: id }, at, async () => {
    const told = await timeline(tx, overseen, request, at).catch(whatIsGone)
    const items = told ? await listItems(tx, overseen, told.request.origin) : []
    const events = told?.events ?? (await eventsAbout(tx, overseen, request))
    const acts = (await Promise.all(items.map((item) => eventsAbout(tx, overseen, item.id)))).flat()
    const checks = told?.request.direction === 'outgoing' ? await checksFor(tx, overseen, request, setting) : []
    return {
      inspection,
      request,
      told,
      pieces: items.map(({ id: item, name, state, size, sha256, at: since }) => ({ id: item, name, state, size, sha256, at: since })),
      events: [...events, ...acts].toSorted((a, b) => a.seq - b.seq),
      checklist: told ? checklistOf(setting.law, told, checks, at.toString().slice(0, 10)) : [],
      answers: await answersOf(tx, actor.org, id, request),
    }
  })
} // biome-ignore format: short

function whatIsGone(error: unknown): undefined {
  if (!(error instanceof DomainError) || error.code !== 'not_found') throw error
}
