import { places } from '../../base/world.ts'
import { parts, type Register } from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Fill } from '../maps/fills.tsx'
import { Legend } from '../maps/legend.tsx'
import { WorldMap } from '../maps/world-map.tsx'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { RuleName } from './rule-name.tsx'

const steps = [
  ['many', 'solid', 4],
  ['some', 'diagonal', 2],
  ['one', 'dots', 1],
  ['none', 'bare', 0],
] as const satisfies readonly (readonly [string, Fill, number])[]

const stepOf = (shared: number) => steps.find(([, , least]) => shared >= least) ?? steps[3]

/** With whom a state shares treaties in force. */
export function CoverageMap({ state, register, reader }: { state: string; register: Register; reader: Reader }) {
  const { laboratory: t, maps } = reader.t
  const shared = (place: string) => register.coverage.get(place) ?? 0
  const others = places.filter((place) => place !== state)
  return (
    <section class="flow" aria-labelledby="coverage">
      <h2 id="coverage">{t.coverage}</h2>
      <WorldMap
        names={maps.inset}
        of={(place) =>
          place === state
            ? { fill: 'cross', title: reader.country(place) }
            : {
                fill: stepOf(shared(place))[1],
                title: `${reader.country(place)}${reader.colon}${reader.number(shared(place))}`,
              }
        }
      >
        <Legend
          of={{ name: 'coverage', word: t.coverage }}
          reader={reader}
          entries={[
            { fill: 'cross', label: reader.country(state) },
            ...steps.map(([word, fill]) => ({
              fill,
              label: t.coverageOf[word],
              count: others.filter((place) => stepOf(shared(place))[0] === word).length,
            })),
          ]}
        />
      </WorldMap>
    </section>
  )
}

/** So many agreements of one part are shown at once; the others are folded. */
const FIRST = 12

/** The agreements of a state, by what they are to it. */
export function Agreements({ register, law, reader }: { register: Register; law: LawBase; reader: Reader }) {
  const { laboratory: t } = reader.t
  return parts.map((part) => {
    const of = register.agreements.filter((one) => one.part === part)
    return (
      <section class="flow" aria-labelledby={part}>
        <h2 id={part}>
          {t.partOf[part]} ({reader.number(of.length)})
        </h2>
        {of.length === 0 && <p class="soft">{t.noAgreements}</p>}
        <List of={of.slice(0, FIRST)} law={law} reader={reader} />
        {of.length > FIRST && (
          <Fold title={t.others(reader.number(of.length - FIRST))} prints>
            <List of={of.slice(FIRST)} law={law} reader={reader} />
          </Fold>
        )}
      </section>
    )
  })
}

function List({ of, law, reader }: { of: Register['agreements']; law: LawBase; reader: Reader }) {
  const { laboratory: t } = reader.t
  return (
    <ul class="flow flow-tight plain">
      {of.map(({ instrument, part, bond, partners }) => (
        <li>
          <RuleName id={instrument.rule} law={law} reader={reader} />
          <p class="small soft">
            {part === 'in-force' && t.bindsOthers(reader.number(partners))}
            {part === 'in-force' && bond?.since && ` · ${reader.date(bond.since)}`}
            {part !== 'in-force' && bond && reader.law(bond.standing.says)}
          </p>
        </li>
      ))}
    </ul>
  )
}
