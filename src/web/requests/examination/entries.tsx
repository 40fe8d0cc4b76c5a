import type { Dealing, DealingKind } from '../../../requests/index.ts'
import { moneyIn } from '../enforcement/sheet.tsx'
import { type DealingDesk, ruleInWords } from './desk.ts'

/** What was said, oldest first: who, when, and in which words. */
export function Said({ desk, kinds }: { desk: DealingDesk; kinds: readonly DealingKind[] }) {
  const { dealings: t } = desk.reader.t
  const said = desk.dealings.filter(({ kind }) => kinds.includes(kind))
  if (said.length === 0) return <p class="soft">{t.none}</p>
  return (
    <ol class="decisions plain">
      {said.map((one) => (
        <li class="card flow flow-tight">
          <h3>{t.said[one.kind]}</h3>
          <p class="small soft">
            {one.name}, {one.orgName} · {desk.reader.instant(one.at)}
          </p>
          {pairsOf(one, desk).map(([term, value]) => (
            <p class="measure">
              {term && <strong>{term}: </strong>}
              {value}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}

type Pair = readonly [term: string, value: string]

function pairsOf(said: Dealing, desk: DealingDesk): Pair[] {
  const { reader } = desk
  const { dealings: t, penalties } = reader.t
  const when = (there: unknown, term: string, value: string): Pair[] => (there ? [[term, value]] : [])
  const condition = (id: string) =>
    desk.dealings
      .flatMap((one) => (one.kind === 'conditions' && one.dealing === said.dealing ? one.body.conditions : []))
      .find((one) => one.id === id)?.says ?? id
  switch (said.kind) {
    case 'checked': {
      const { missing, note, form } = said.body
      const found = missing.length > 0 ? reader.list(missing.map(({ label }) => reader.law(label))) : ''
      return [
        ...when(found, t.missing, found),
        ...when(!found, '', form ? t.whole : t.noForm),
        ...when(note, t.note, note),
      ]
    }
    case 'question': {
      const { text, missing, until } = said.body
      return [
        ['', text],
        ...missing.map(({ label, cite }): Pair => [t.missing, `${reader.law(label)}${cite ? ` (${cite})` : ''}`]),
        ...when(until, t.until, until ? reader.date(until) : ''),
      ]
    }
    case 'answer':
      return [['', said.body.text], ...said.body.boxes.map(({ label, value }): Pair => [reader.law(label), value])]
    case 'postponed': {
      const { ground, reason, until, reopens } = said.body
      return [
        [t.ground, ruleInWords(desk, ground)],
        [t.reason, reason],
        ...when(until, t.until, until ? reader.date(until) : ''),
        [t.reopens, reopens],
      ]
    }
    case 'conditions':
      return said.body.conditions.map(
        ({ promises, says, cite, until }): Pair => [
          promises === 'other' ? t.conditions.own : t.promise[promises],
          `${reader.law(says)}${cite ? ` (${cite})` : ''}${until ? ` · ${t.until} ${reader.date(until)}` : ''}`,
        ],
      )
    case 'promised':
      return said.body.answers.map(
        ({ condition: id, accepted, by, reason }): Pair => [
          accepted ? t.states.accepted : t.states.declined,
          [reader.law(condition(id)), by && `(${by})`, reason].filter(Boolean).join(' '),
        ],
      )
    case 'fulfilled':
      return [
        ['', said.body.conditions.map((id) => reader.law(condition(id))).join(' ')],
        ['', said.body.text],
      ]
    case 'breached':
    case 'released':
      return [
        ['', said.body.conditions.map((id) => reader.law(condition(id))).join(' ')],
        [t.reason, said.body.reason],
      ]
    case 'used':
    case 'use-asked': {
      const { stage, purpose, proceeding, items, reason } = said.body
      const names = items.map((id) => desk.items.find((one) => one.id === id)?.name ?? id)
      const basis = said.kind === 'used' ? said.body.basis : undefined
      return [
        [t.stage, `${t.stages[stage]}${reader.colon}${t.purposes[purpose]}`],
        [t.proceeding, proceeding],
        [t.pieces, reader.list(names)],
        [t.reason, reason],
        ...when(basis, t.basis, basis ? [t.bases[basis.by], ...basis.cites].join(', ') : ''),
      ]
    }
    case 'use-allowed':
      return when(said.body.conditions, '', said.body.conditions)
    case 'asked': {
      const { authority, because, reason } = said.body
      return [
        [t.authority, authority.name],
        [t.reason, `${t.because[because]}. ${reason}`],
      ]
    }
    case 'consulted':
      return [
        [t.ground, ruleInWords(desk, said.body.ground)],
        ['', said.body.text],
      ]
    case 'recognised':
      return [
        [t.until, reader.date(said.body.until)],
        [t.threat, said.body.threat],
      ]
    case 'confirmed':
      return [
        [t.until, reader.date(said.body.until)],
        [t.reason, said.body.reason],
      ]
    case 'not-recognised':
    case 'pleaded':
    case 'not-enforced':
      return [
        [t.ground, ruleInWords(desk, said.body.ground)],
        [t.reason, said.body.reason],
      ]
    case 'proposed':
    case 'penalised': {
      const { rule, amount, currency, measure } = said.body
      const named = desk.law.rules.get(rule)
      const found = named?.kind === 'penalty' ? named.measures.find(({ id }) => id === measure) : undefined
      return [
        ...when(amount, penalties.amount, amount ? moneyIn(reader, amount, currency ?? '') : ''),
        ...when(found, penalties.measure, reader.law(found?.says ?? '')),
        [t.basis, ruleInWords(desk, rule)],
        ...(said.kind === 'proposed'
          ? [[penalties.hearUntil, reader.date(said.body.until)] as Pair]
          : [[t.reason, said.body.reason] as Pair, [penalties.remedy, said.body.remedy] as Pair]),
      ]
    }
    case 'heard': {
      const { text, foreign } = said.body
      return [
        ['', text],
        ...when(foreign, penalties.foreign, foreign ? `${reader.country(foreign.state)}. ${foreign.text}` : ''),
      ]
    }
    case 'appeal-decided': {
      const { outcome, amount, text } = said.body
      return [
        [penalties.outcome, penalties.outcomes[outcome]],
        ...when(amount, penalties.amount, amount ? reader.number(amount) : ''),
        ['', text],
      ]
    }
    case 'lifted':
      return [
        [penalties.because, penalties.liftings[said.body.because]],
        [t.reason, said.body.reason],
      ]
    case 'sent-abroad': {
      const { state, authority, cite } = said.body
      return [
        [penalties.toState, reader.country(state)],
        [penalties.toAuthority, authority],
        [t.basis, cite],
      ]
    }
    case 'answered-abroad':
      return [
        ['', said.body.recognised ? penalties.recognised : penalties.notRecognised],
        ['', said.body.text],
      ]
    case 'announced':
      return [
        [penalties.announce.basis, said.body.basis],
        [t.until, reader.date(said.body.until)],
      ]
    case 'replied':
      return [['', said.body.text]]
    case 'published':
      return []
    case 'appealed':
      return [
        [penalties.court, said.body.court],
        ['', said.body.text],
      ]
    case 'explained':
    case 'complied':
      return when(said.body.text, '', said.body.text)
    default:
      return [['', said.body.reason]]
  }
}
