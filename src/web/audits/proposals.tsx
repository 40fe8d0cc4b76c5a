import type { LawBase } from '../../law/index.ts'
import type { Proposal } from '../../oversight/index.ts'
import { countsOn, type Instruction } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { Status, type Tone } from '../ui/status.tsx'
import { urls } from '../urls.ts'

const tones: Record<'adopted' | 'refused' | 'waiting', Tone> = {
  adopted: 'open',
  refused: 'closed',
  waiting: 'approval',
}

export function ProposalStatus({ proposal: { decided }, reader }: { proposal: Proposal; reader: Reader }) {
  const outcome = decided?.outcome ?? 'waiting'
  return <Status tone={tones[outcome]} word={reader.t.audits.outcomes[outcome]} />
}

/** A proposal in a list, leading to its own page. */
export function ProposalLine({ proposal, reader }: { proposal: Proposal; reader: Reader }) {
  const { audits: t } = reader.t
  const { change } = proposal
  const says = change.place === 'end' ? t.places.end : change.says
  return (
    <li class="between">
      <span>
        <a href={urls.lessonProposal(proposal.id)}>{says}</a>{' '}
        <span class="small soft">
          {t.places[change.place]} · {t.decides(proposal.decider.name)}
        </span>
      </span>
      <ProposalStatus proposal={proposal} reader={reader} />
    </li>
  )
}

/** What is to change, as pairs of a list. */
export function ChangePairs({ proposal: { change, from }, law, reader }: { proposal: Proposal; law: LawBase; reader: Reader }) {
  const { audits: t } = reader.t
  const rule = 'rule' in change ? change.rule : undefined
  return (
    <dl class="pairs">
      <dt>{t.propose.place}</dt>
      <dd>{t.places[change.place]}</dd>
      {change.place === 'end' ? (
        <>
          <dt>{t.instruction}</dt>
          <dd>
            <a href={urls.instruction(change.instruction)}>{t.instruction}</a>
          </dd>
        </>
      ) : (
        <>
          <dt>{t.propose.says}</dt>
          <dd class="prose">{change.says}</dd>
        </>
      )}
      {rule && (
        <>
          <dt>{t.routeIs}</dt>
          <dd>
            <a href={urls.rule(rule)}>{reader.law(law.rules.get(rule)?.title ?? rule)}</a>
          </dd>
        </>
      )}
      {change.place === 'rule' && <Bar state={change.state} condition={change.condition} reader={reader} />}
      <dt>{t.fromIs}</dt>
      <dd>{reader.date(from)}</dd>
    </dl>
  )
} // biome-ignore format: rows

function Bar({ state, condition, reader }: { state: string; condition: unknown; reader: Reader }) {
  const { audits: t } = reader.t
  return (
    <>
      <dt>{t.stateIs}</dt>
      <dd>{reader.country(state)}</dd>
      <dt>{t.conditionIs}</dt>
      <dd>
        <code class="wrapped">{JSON.stringify(condition)}</code>
      </dd>
    </>
  )
}

export function InstructionStatus({ instruction, day, reader }: { instruction: Instruction; day: string; reader: Reader }) {
  const { audits: t } = reader.t
  if (countsOn(instruction, day)) return <Status tone="open" word={t.inForce} />
  return instruction.from > day ? <Status tone="approval" word={t.notYet} /> : <Status tone="closed" word={t.ended} />
} // biome-ignore format: a row

/** A standing instruction as pairs of a list. */
export function InstructionPairs({ instruction, law, reader }: { instruction: Instruction; law: LawBase; reader: Reader }) {
  const { audits: t } = reader.t
  const { place, rule, state, condition, from, until } = instruction
  return (
    <dl class="pairs">
      <dt>{t.propose.place}</dt>
      <dd>{t.places[place]}</dd>
      {rule && (
        <>
          <dt>{t.routeIs}</dt>
          <dd>
            <a href={urls.rule(rule)}>{reader.law(law.rules.get(rule)?.title ?? rule)}</a>
          </dd>
        </>
      )}
      {state && <Bar state={state} condition={condition} reader={reader} />}
      <dt>{t.fromIs}</dt>
      <dd>{reader.date(from)}</dd>
      {until && (
        <>
          <dt>{t.untilIs}</dt>
          <dd>{reader.date(until)}</dd>
        </>
      )}
    </dl>
  )
} // biome-ignore format: rows
