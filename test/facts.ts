import { fc } from '@fast-check/vitest'
import { authorities, categories, type Facts, type LawBase, parseFacts } from '../src/law/index.ts'

const state = fc.constantFrom('DE', 'FR', 'IE', 'DK', 'US', 'GB', 'CN', 'BR', 'JP', 'BT')
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const some = <T>(value: fc.Arbitrary<T>) => optional(fc.uniqueArray(value, { maxLength: 2 }))
const yesOrNo = optional(fc.boolean())

/** Facts as they fall; any of them may be missing. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    on: fc.constantFrom('2020-01-01', '2026-08-17', '2026-11-21', '2030-01-01'),
    asking: fc.record({
      state: optional(state),
      authority: optional(fc.constantFrom(...authorities)),
      validatedBy: optional(fc.constantFrom('judge', 'prosecutor')),
    }),
    proceeding: optional(fc.constantFrom('criminal', 'sentence-execution', 'administrative', 'civil')),
    offence: fc.record({
      maxPenaltyMonths: optional(fc.constantFrom(6, 60)),
      listed: some(fc.constantFrom('terrorism', 'annex-iv-3')),
      byInformationSystem: yesOrNo,
      political: yesOrNo,
      dualCriminality: yesOrNo,
      deathPenaltyPossible: yesOrNo,
    }),
    person: fc.record({
      nationality: some(state),
      residence: optional(state),
      location: optional(state),
      privileged: optional(fc.constantFrom('none', 'lawyer')),
    }),
    holder: fc.record({
      kind: optional(fc.constantFrom('provider', 'bank', 'other')),
      seat: optional(state),
      establishments: some(state),
      addressees: optional(
        fc.array(fc.record({ state, as: fc.constantFrom('designated-establishment', 'legal-representative') }), {
          maxLength: 1,
        }),
      ),
      offersServicesIn: some(state),
      service: optional(fc.constantFrom('electronic-communications', 'financial', 'domain-names')),
      role: optional(fc.constantFrom('controller', 'processor')),
      ciio: yesOrNo,
    }),
    data: fc.record({
      category: optional(fc.constantFrom(...categories)),
      storedIn: some(state),
      stored: yesOrNo,
      personal: yesOrNo,
      class: optional(fc.constantFrom('general', 'CN-L4-IMPORTANT')),
    }),
    measure: optional(fc.constantFrom('produce', 'preserve')),
    urgency: optional(fc.constantFrom('ordinary', 'urgent', 'emergency')),
    history: fc.record({ mlaTried: yesOrNo }),
  })
  .map(({ data, ...rest }) => parseFacts({ ...rest, data: [{ id: 'd1', ...data }] }))

/** The facts of the worked cases, but of those that are refused or that suppose what is not law. */
export function factsOfCases({ cases }: LawBase): Facts[] {
  return cases
    .filter(({ supposing, expect, facts }) => !supposing && !expect.refused && Object.keys(facts).length > 0)
    .map(({ on, facts }) => parseFacts({ ...(on ? { on } : {}), ...facts }))
}

/** The facts without one of them, each in its turn, with its path. A list is one fact; so is a field of all items. */
export function* withoutEach(facts: Facts): Generator<[string, Facts]> {
  for (const [group, value] of Object.entries(facts)) {
    if (group === 'data') {
      const fields = new Set((facts.data ?? []).flatMap((item) => Object.keys(item)))
      fields.delete('id')
      for (const field of fields)
        yield [`data.${field}`, { ...facts, data: facts.data?.map((item) => ({ ...item, [field]: undefined })) }]
    } else if (typeof value === 'object' && value !== null) {
      for (const field of Object.keys(value))
        yield [`${group}.${field}`, { ...facts, [group]: { ...value, [field]: undefined } }]
    } else yield [group, { ...facts, [group]: undefined }]
  }
}

/** The facts without the one of that number. */
export function without(facts: Facts, number: number): Facts {
  const each = [...withoutEach(facts)].filter(([path]) => path !== 'on')
  return each[number % each.length]?.[1] ?? facts
}
