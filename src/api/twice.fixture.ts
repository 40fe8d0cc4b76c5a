import { expect } from 'vitest'
import { addMember, addPerson } from '../accounts/index.ts'
import { timeline } from '../requests/index.ts'
import type { openInstance, Person } from './story.fixture.ts'

/** Whoever has the same seat elsewhere, and no part in the request. */
const elsewhere = { authority: 'britishPolice', court: 'crownCourt', provider: 'britishProvider', central: 'britishCentral' } as const // biome-ignore format: a table

/** What may be said again in other words: it is something new, or takes the place of what was said before. */
const saidAnew = new Set([
  'statement', 'emergency', 'questions', 'call-backs', 'cost-claims', 'cost-payments', 'user-notices', 'events', 'views', 'responses',
  'third-state-questions', 'third-state-answers', 'completeness-checks', 'information-requests', 'conditions', 'penalty-proposals',
]) // biome-ignore format: a table

/** Acts sent twice in one moment, by one person or two, against an instance. */
export function twiceOn({ parts, signIn, ask }: Awaited<ReturnType<typeof openInstance>>) {
  const { db, now } = parts
  const tried = new Set<string>()

  /** How many events the organisation has of this request, but for messages under way. */
  async function eventsOf(who: Person, id: string): Promise<number> {
    const { events } = await timeline(db, who.org, id, now())
    return events.filter(({ kind }) => !kind.startsWith('message.')).length
  }
  const stepsNow = async (who: Person, id: string) =>
    (await timeline(db, who.org, id, now())).steps.filter(({ is }) => is === 'current')

  async function stranger({ place }: Person): Promise<Person> {
    const key = elsewhere[place.seat as keyof typeof elsewhere]
    return signIn(key, place.seat, key === 'britishPolice' ? 1 : 0)
  }

  /** Somebody more of the same office, at the same seat. */
  async function colleagueOf({ place: { org, seat } }: Person): Promise<Person> {
    const person = await db.transaction().execute(async (tx) => {
      const { id } = await addPerson(tx, { name: 'Dr. Noor Vermeulen', language: 'en', isDemo: true }, now())
      await addMember(tx, { person: id, org, seat, role: 'author' } as never, 'system', now())
      return id
    })
    const { body } = await ask('POST', '/api/sessions', { person, org, seat })
    const by = (method: 'GET' | 'POST' | 'PUT' | 'DELETE') => (path: string, content?: unknown) =>
      ask(method, path, content, { authorization: `Bearer ${body.token}` })
    const place = { person, org, seat }
    return { org, place, token: body.token, get: by('GET'), post: by('POST'), put: by('PUT'), delete: by('DELETE') }
  }

  /**
   * Sends the same twice in one moment, then once more, then the same act in other words: it is done once, and the others
   * are told by whom. A stranger who sends it before them is told of no such request, and changes nothing.
   */
  async function twice(who: Person, id: string, act: string, input: unknown = {}, other: Person = who) {
    tried.add(act)
    const path = `/api/requests/${id}/${act}`
    const before = await eventsOf(who, id)
    const { status, body } = await (await stranger(who)).post(path, input)
    expect({ act, status, code: body.error.code }).toEqual({ act, status: 404, code: 'not_found' })
    expect(await eventsOf(who, id)).toBe(before)
    const both = await Promise.all([who.post(path, input), other.post(path, input)])
    const done = both.filter(({ status }) => status === 201)
    const late = both.find(({ status }) => status !== 201)
    expect({ act, done: done.length, told: late?.body.error }).toEqual({ act, done: 1, told: tooLate })
    const after = await eventsOf(who, id)
    // A supplement is a request of its own, and recorded there.
    expect({ act, isRecorded: after > before }).toEqual({ act, isRecorded: act !== 'additions' })
    expect(await who.post(path, input)).toMatchObject({ status: 409 })
    expect(await eventsOf(who, id)).toBe(after)
    await otherwise(other, id, act, input)
    return { recorded: after - before, answer: done[0]?.body }
  }

  async function otherwise(who: Person, id: string, act: string, input: unknown) {
    const different = inOtherWords(input)
    if (JSON.stringify(different) === JSON.stringify(input)) return
    const { status, body } = await who.post(`/api/requests/${id}/${act}`, different)
    if (saidAnew.has(act)) expect({ act, status: status < 500 }).toEqual({ act, status: true })
    else expect({ act, status, told: body.error }).toEqual({ act, status: 409, told: tooLate })
  }

  return { tried, twice, stepsNow, colleagueOf }
}

const tooLate = {
  code: expect.stringMatching(/^(already_decided|ended)$/),
  message: expect.stringMatching(/\p{Lu}\p{L}+.*(on|,) 20\d\d-\d\d-\d\dT/u),
}

/** The same with each text in other words: what is no sentence is left. */
function inOtherWords(input: unknown): unknown {
  if (typeof input === 'string') return /^\p{Lu}.* /u.test(input) ? `${input}, as said` : input
  if (Array.isArray(input)) return input.map(inOtherWords)
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, inOtherWords(value)]))
}
