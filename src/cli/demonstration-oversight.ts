import type { Actor } from '../accounts/index.ts'
import type { App } from '../app.ts'
import { drawSample, fixPlan, giveMandate } from '../oversight/index.ts'
import type { OrganisationKey } from './demonstration-cast.ts'

type Stage = Pick<App, 'db' | 'secret' | 'now'>
type Made = ReadonlyMap<OrganisationKey, { readonly org: string; readonly people: readonly string[] }>

/** What an overseer does while the prosecutor works: fixes what it will draw, and draws it once more has happened. */
interface Overseeing {
  fix(): Promise<void>
  draw(): Promise<void>
}

/** The overseer is given oversight over the prosecutor. */
export async function overseeing({ db, secret, now }: Stage, made: Made): Promise<Overseeing> {
  const seated = (key: 'operator' | 'overseer', name: string): Actor => {
    const { org = '', people: [person = ''] = [] } = made.get(key) ?? {}
    return { person, name, org, orgName: name, seat: key, role: 'head', isDemo: true }
  }
  const [operator, overseer] = [seated('operator', 'Jonas Weber'), seated('overseer', 'Petra Lang')]
  const overseen = made.get('prosecutor')?.org ?? ''
  const today = now().toString().slice(0, 10)
  const mandate = { overseer: overseer.org, overseen, basis: 'Invented for the demonstration', from: today }
  const limits = { emergencies: { share: 20, days: 365, least: 3 }, openedAfterDays: 30 }
  await db.transaction().execute((tx) => giveMandate(tx, operator, { ...mandate, limits }, now()))
  const parts = [
    { by: 'emergency', number: 1 },
    { by: 'category', number: 1, category: 'content' },
    { by: 'random', number: 3 },
  ] as const
  const plan = { overseen, title: 'First look at the prosecutor', parts, from: today, until: today }
  let id = ''
  return {
    async fix() {
      ;({ id } = await db.transaction().execute((tx) => fixPlan(tx, overseer, plan, { secret, now: now() })))
    },
    async draw() {
      await db.transaction().execute((tx) => drawSample(tx, overseer, id, { secret, now: now() }))
    },
  }
}
