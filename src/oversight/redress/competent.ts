import { listOrganisations, type Organisation } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { type LawBase, type Remedy, remediesFor } from '../../law/index.ts'

type Place = Pick<Organisation, 'id' | 'name' | 'state'>

/** A remedy, and who here may decide on it; empty where nobody on this instance does. Which of several is competent the law base does not know. */
export interface OpenRemedy extends Remedy {
  readonly deciders: readonly Place[]
}

/** Seats at which data are asked for, kept or handed over: what a person can complain of. */
const answerable = ['authority', 'central', 'provider'] as const

/** The organisations of this instance that a person can turn against, by state and name. */
export async function answerableHere(db: Db): Promise<Place[]> {
  const all = await listOrganisations(db)
  return all
    .filter(({ seats }) => seats.some((seat) => (answerable as readonly string[]).includes(seat)))
    .map(({ id, name, state }) => ({ id, name, state }))
    .toSorted((a, b) => a.state.localeCompare(b.state) || a.name.localeCompare(b.name))
}

/** What can be done against that organisation on that day, and who of this instance decides. */
export async function openRemedies(
  db: Db,
  law: LawBase,
  { about, against, on }: { readonly about: Place; readonly against: 'access' | 'conduct'; readonly on: string },
): Promise<OpenRemedy[]> {
  const all = await listOrganisations(db)
  return remediesFor(law, { state: about.state, against, on }).map((remedy) => {
    const { seat } = remedy.decides
    const found = seat === 'own' ? [about] : all.filter((one) => one.state === about.state && one.seats.includes(seat))
    return { ...remedy, deciders: found.map(({ id, name, state }) => ({ id, name, state })) }
  })
}
