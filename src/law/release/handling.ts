import type { Facts } from '../data/facts.ts'
import type { Rule, Way } from '../data/rule.ts'
import { addition } from '../data/translations.ts'
import type { Edition } from '../edition.ts'
import { classOf, type Graded } from './classes.ts'
import { houseOf, type ReleaseLine } from './house.ts'

type Class = Rule<'class'>
type Part = 'storage' | 'transmission' | 'access' | 'release'

/** What a class says of one part of how its data is handled, and which class says it: its own, or that of the three levels where it stands. */
export interface Said<P extends Part> {
  readonly rule: Class
  readonly said: NonNullable<Class[P]>
}

/** How a level is handled, part by part. */
export type Handling = { readonly [P in Part]: Said<P> | undefined }

/** The places at which something lies. */
export interface Places {
  /** In which state each is; undefined for one of which nobody has said it. */
  readonly states: readonly (string | undefined)[]
  /** The classes that all of them are rated for. */
  readonly rated: readonly string[]
}

/** How what is so graded is handled; undefined where the law has no such level. */
export function handlingOf(edition: Edition, level: Graded): Handling | undefined {
  const own = classOf(edition, level)
  if (!own) return undefined
  const three = classOf(edition, { scheme: 'general', class: own.level })
  const part = <P extends Part>(of: P): Said<P> | undefined => {
    const rule = own[of] ? own : three
    const said = rule?.[of]
    return rule && said ? { rule, said: said as NonNullable<Class[P]> } : undefined
  }
  return {
    storage: part('storage'),
    transmission: part('transmission'),
    access: part('access'),
    release: part('release'),
  }
}

/**
 * Why what is so graded may not lie at these places, with its rule; undefined where it may. A level the law does not have lies
 * nowhere, and where the rule asks for a place, one that nobody has named is none.
 */
export function whyNotKept(
  edition: Edition,
  level: Graded,
  { on, holder, places }: { readonly on: string; readonly holder: string; readonly places: Places },
): ReleaseLine | undefined {
  const handling = handlingOf(edition, level)
  if (!handling) return unknownLevel(edition, level)
  const { storage } = handling
  if (!storage) return undefined
  const { when, within, declared, rated } = storage.said
  const facts = { on, holder: { seat: holder } } as Facts
  if (when && edition.compile(when, storage.rule).holds({ facts, on }) === false) return undefined
  const line = (holds: false | null, detail: string) => lineOf(edition, storage, holds, detail)
  const allowed = within?.map((state) => (state === 'own' ? holder : state))
  const wrong = places.states.find((state) => state !== undefined && allowed && !allowed.includes(state))
  if (wrong !== undefined) return line(false, `It would lie in ${wrong}`)
  if ((allowed || declared) && (places.states.length === 0 || places.states.includes(undefined)))
    return line(null, 'Nobody has said in which state it would lie')
  if (rated && !places.rated.includes(storage.rule.id))
    return line(false, `The place is not rated for ${storage.rule.id}`)
  return undefined
}

/** Why what is so graded may not leave in this way, from a holder in one state to somebody in another, with its rule. */
export function whyNotSent(
  edition: Edition,
  level: Graded,
  { way, from, to }: { readonly way: Way; readonly from: string; readonly to: string | undefined },
): ReleaseLine | undefined {
  const handling = handlingOf(edition, level)
  if (!handling) return unknownLevel(edition, level)
  const { transmission } = handling
  const allowed = to === from ? transmission?.said.home : transmission?.said.abroad
  return transmission && allowed && !allowed.includes(way)
    ? lineOf(edition, transmission, false, wayNames[way])
    : undefined
}

/** Who may open what is so graded, with the rule: whether another has to name them, and whether it is for nobody outside. */
export function accessTo(
  edition: Edition,
  level: Graded,
): { readonly leave: boolean; readonly inside: boolean; readonly line: ReleaseLine | undefined } {
  const handling = handlingOf(edition, level)
  if (!handling) return { leave: true, inside: true, line: unknownLevel(edition, level) }
  const { access } = handling
  const { leave = false, inside = false } = access?.said ?? {}
  return { leave, inside, line: access && lineOf(edition, access, false) }
}

const wayNames: Record<Way, string> = {
  sealed: 'It would leave sealed to its recipient',
  opened: 'It would leave as an opened file',
  packed: 'It would leave readable, in a package',
}

/** What nobody can know how to handle is not handled. */
const unknownLevel = (edition: Edition, { scheme, class: id }: Graded): ReleaseLine =>
  houseOf(edition)('class', null, `${scheme} ${id}`).line

function lineOf(edition: Edition, { rule, said }: Said<Part>, holds: false | null, detail?: string): ReleaseLine {
  const confidence = said.confidence ?? rule.confidence
  return {
    rule: rule.rule,
    holds,
    says: detail ? `${said.says}${addition}${detail}` : said.says,
    cite: said.cite ?? rule.cites.map(({ cite }) => edition.cite(rule, '', cite)).join('; '),
    ...(confidence === 'text' ? {} : { confidence }),
  }
}

/** Whether this system holds everybody to it, or only says it. */
export const isEnforced = (part: Part, said: NonNullable<Class[Part]>): boolean => {
  const { within, declared, rated, home, abroad, leave, inside, rules } = said as Partial<
    NonNullable<Class['storage']> &
      NonNullable<Class['transmission']> &
      NonNullable<Class['access']> &
      NonNullable<Class['release']>
  >
  return part === 'release'
    ? (rules ?? []).length > 0
    : [within, declared, rated, home, abroad, leave, inside].some((one) => one !== undefined)
}
