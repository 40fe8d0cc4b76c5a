import { type Actor, isPermitted, membersOf } from '../../accounts/index.ts'
import type { Event } from '../../audit/index.ts'
import type { Db } from '../../db/index.ts'
import { counterparts } from '../../exchange/index.ts'
import { findMatter, findRequest, findTeam } from '../../requests/index.ts'
import { findItem } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'

/** An event as the log shows it. */
export interface Entry {
  readonly event: Event
  readonly what: string
  readonly who: string
  /** What more there is to say in a line: purpose, reason, to whom. */
  readonly more: string | undefined
  readonly about: { readonly text: string; readonly href?: string } | undefined
}

/** Events in words: what, who, about what, with names for ids where this organisation knows them. */
export async function entriesOf(db: Db, actor: Actor, events: readonly Event[], reader: Reader): Promise<Entry[]> {
  const people = new Map((await membersOf(db, actor.org)).map(({ person, name }) => [person, name]))
  const orgs = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
  const abouts = new Map<string, Entry['about']>()
  for (const id of new Set(events.map(({ about }) => about))) {
    const person = people.get(id)
    abouts.set(id, person === undefined ? await nameOf(db, actor, id, orgs) : { text: person })
  }
  const { t } = reader
  return events.map((event) => {
    const said = wordsIn(event)
    const known = people.get(event.by) ?? orgs.get(event.by) ?? said('byName')
    return {
      event,
      what: t.recorded[event.kind] ?? t.happened[event.kind] ?? event.kind,
      who: event.by === 'system' ? t.log.system : (known ?? t.log.somebody),
      more: moreOf(said, reader),
      // Who signs in is told once.
      about: event.about === event.by ? undefined : abouts.get(event.about),
    }
  })
}

type Said = (key: string) => string | undefined

function wordsIn({ body }: Event): Said {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return (key) => (typeof said[key] === 'string' && said[key] !== '' ? said[key] : undefined)
}

function moreOf(said: Said, { t }: Reader): string | undefined {
  const type = said('type')
  const message = type && [t.requests.messageTypes[type] ?? type, said('toName')].filter(Boolean).join(' → ')
  const why = said('why')
  return message || said('purpose') || said('reason') || (why && (t.evidence.sayings[why] ?? why))
}

async function nameOf(db: Db, actor: Actor, id: string, orgs: ReadonlyMap<string, string>): Promise<Entry['about']> {
  const { org } = actor
  const none = () => undefined
  if (id.startsWith('request_')) {
    const request = await findRequest(db, org, id).catch(none)
    return request && { text: request.title, ...(isPermitted(actor, 'request.read') && { href: urls.request(id) }) }
  }
  if (id.startsWith('item_')) {
    const item = await findItem(db, org, id).catch(none)
    return item && { text: item.name, ...(isPermitted(actor, 'evidence.read') && { href: urls.piece(id) }) }
  }
  if (id.startsWith('matter_')) {
    const matter = await findMatter(db, org, id).catch(none)
    return matter && { text: matter.title, ...(isPermitted(actor, 'matter.read') && { href: urls.matter(id) }) }
  }
  if (id.startsWith('team_')) {
    const team = await findTeam(db, org, id).catch(none)
    return team && { text: team.title, ...(isPermitted(actor, 'request.read') && { href: urls.team(id) }) }
  }
  const name = orgs.get(id)
  return name === undefined ? undefined : { text: name }
}
