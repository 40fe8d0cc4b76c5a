import type { Actor } from '../../accounts/index.ts'
import { isPermitted, membersOf } from '../../accounts/index.ts'
import { type EventFilter, kindsIn } from '../../audit/index.ts'
import { parseDate } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { findRequest, listRequests, type Request } from '../../requests/index.ts'
import { listItems } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'

/** What somebody looks for in the log, as it stands in the address. */
export interface Sought {
  readonly kind: string
  readonly by: string
  readonly about: string
  readonly request: string
  readonly from: string
  readonly to: string
}

/** Reads the address; what is not there is empty. */
export function soughtIn(query: Readonly<Record<string, string>>): Sought {
  const word = (name: string) => (query[name] ?? '').trim().slice(0, 100)
  const day = (name: string) => {
    try {
      return parseDate(word(name)).toString()
    } catch {
      return ''
    }
  }
  return {
    kind: word('kind'),
    by: word('by'),
    about: word('about'),
    request: word('request'),
    from: day('from'),
    to: day('to'),
  }
}

/** What of it is given, as an address carries it. */
export const given = (sought: Sought): Record<string, string> =>
  Object.fromEntries(Object.entries(sought).filter(([, word]) => word !== ''))

export const seeks = (sought: Sought): boolean => Object.keys(given(sought)).length > 0

/** What the log is asked for, and the request it is narrowed to: everything about that and about its evidence. */
export async function filterOf(
  db: Db,
  actor: Actor,
  { kind, by, about, request: chosen, from, to }: Sought,
  { zone }: Reader,
): Promise<{ filter: EventFilter; request: Request | undefined }> {
  const request = chosen && isPermitted(actor, 'request.read') ? await findRequest(db, actor.org, chosen) : undefined
  const items = request ? await listItems(db, actor.org, request.origin) : []
  const start = (day: string, later = 0) =>
    day === '' ? undefined : parseDate(day).add({ days: later }).toZonedDateTime(zone).toInstant().toString()
  const abouts = [...(request ? [request.id, ...items.map(({ id }) => id)] : []), ...(about ? [about] : [])]
  return {
    request,
    filter: {
      ...(kind && { kind }),
      ...(by && { by }),
      ...(abouts.length > 0 && { about: abouts }),
      from: start(from),
      before: start(to, 1),
    },
  }
}

/** What can be chosen: the kinds this log holds, the people of the organisation, its requests. */
export async function choicesFor(db: Db, actor: Actor, { t, language }: Reader) {
  const kinds = (await kindsIn(db, actor.org)).map((value) => ({
    value,
    label: t.recorded[value] ?? t.happened[value] ?? value,
  }))
  const people = new Map((await membersOf(db, actor.org)).map(({ person, name }) => [person, name]))
  const requests = isPermitted(actor, 'request.read') ? await listRequests(db, actor.org) : []
  return {
    kinds: kinds.toSorted((a, b) => a.label.localeCompare(b.label, language)),
    people: [...people].map(([value, label]) => ({ value, label })),
    requests: requests.map(({ id, title, fileNumber }) => ({ value: id, label: `${title} (${fileNumber})` })),
  }
}

interface Shown {
  choices: Awaited<ReturnType<typeof choicesFor>>
  sought: Sought
  reader: Reader
}

/** By what happened, who did it, to what, and when. */
export function LogSearch({ choices: { kinds, people, requests }, sought, reader }: Shown) {
  const { log: t } = reader.t
  const everybody = [...people, { value: 'system', label: t.system }]
  return (
    <search>
      <form method="get" action={urls.log} class="log-search" aria-label={t.search}>
        <SelectField name="kind" label={t.what} value={sought.kind} empty={t.anything} choices={kinds} />
        <SelectField name="by" label={t.who} value={sought.by} empty={t.anybody} choices={everybody} />
        {requests.length > 0 && (
          <SelectField name="request" label={t.filter} value={sought.request} empty={t.filterAll} choices={requests} />
        )}
        <TextField name="about" label={t.aboutId} value={sought.about} />
        <TextField name="from" type="date" label={t.from} value={sought.from} narrow />
        <TextField name="to" type="date" label={t.to} value={sought.to} narrow />
        <button type="submit" class="button button-second">
          {t.searchButton}
        </button>
      </form>
    </search>
  )
}
