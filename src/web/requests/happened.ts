import type { Reader } from '../reader.ts'
import { nameOf, type Story } from './story.ts'

interface Told {
  readonly at: string
  readonly when: string
  readonly what: string
  readonly who: string
}

/** What happened to the request, from this organisation's log, in words. */
export function happenedIn(story: Story, reader: Reader): Told[] {
  const { happened, requests } = reader.t
  return story.events.filter(isTold).map(({ at, kind, by, body }) => {
    const said = (typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}) as Said
    const words = [happened[kind] ?? kind]
    if (said.type && kind.startsWith('message.')) {
      const whom = said.toName ?? nameOf(story, said.to ?? said.from) ?? ''
      words.push(`${requests.messageTypes[said.type] ?? said.type}${whom && ` → ${whom}`}`)
    }
    const reason = said.reason ?? said.text ?? said.note ?? said.why
    if (reason) words.push(`“${reason}”`)
    return { at, when: reader.instant(at), what: words.join(': '), who: whoDid(by, said.name, story, reader) }
  })
}

/** Messages have a section of their own; here only one that went wrong. */
const isTold = ({ kind }: Story['events'][number]) => !/^message\.(sent|delivered|received)$/.test(kind)

interface Said {
  readonly name?: string
  readonly type?: string
  readonly to?: string
  readonly toName?: string
  readonly from?: string
  readonly reason?: string
  readonly text?: string
  readonly note?: string
  readonly why?: string
}

function whoDid(by: string, name: string | undefined, story: Story, reader: Reader): string {
  if (by === 'system') return reader.t.requests.system
  const organisation = nameOf(story, by)
  const person = story.people.get(by) ?? (organisation ? undefined : name)
  return [person, organisation ?? (person ? story.actor.orgName : undefined)].filter(Boolean).join(', ')
}
