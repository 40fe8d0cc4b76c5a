import type { CustodyAssessment, CustodyFinding } from '../../law/index.ts'
import type { Admissibility } from '../../requests/index.ts'
import type { Item } from '../../vault/index.ts'
import { gapInWords } from '../evidence/words.ts'
import type { Reader } from '../reader.ts'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** What may be done about a fault on this page: by whom who may keep the record, and who may compare. */
export interface Doing {
  readonly item: Item
  readonly mayKeep: boolean
  readonly mayCompare: boolean
  /** Where the seal is looked at: the device, or the devices of the request. */
  readonly sealAt: string | undefined
  readonly token: string
}

/** How long it was held with neither seal nor sum, in words. */
export function GapNote({ gap, reader }: { gap: Admissibility['gap']; reader: Reader }) {
  const { custody: t } = reader.t
  return (
    <Notice kind={gap && gap.hours >= 1 ? 'care' : 'plain'}>
      <p>
        <strong>{t.gapTitle}</strong>{' '}
        {gap === undefined ? t.gapUnknown : gap.seconds === 0 ? t.gapNone : t.gap(gapInWords(gap.seconds, reader))}
      </p>
    </Notice>
  )
}

/** One forum: what its courts ask and the record does not show, each with its cure; and what it shows. */
export function Forum({
  assessment: { forum, findings, comesTo },
  open,
  doing,
  reader,
}: {
  assessment: CustodyAssessment
  open: boolean
  doing: Doing
  reader: Reader
}) {
  const { custody: t } = reader.t
  const with_ = (status: CustodyFinding['status']) => findings.filter((one) => one.status === status)
  const order = { bar: 0, curable: 1, weight: 2 } as const
  const faults = [...with_('missing'), ...with_('unknown'), ...with_('explained')].sort(
    (a, b) => Number(a.status === 'explained') - Number(b.status === 'explained') || order[a.effect] - order[b.effect],
  )
  const holding = with_('holds')
  return (
    <details class="forum card" open={open} id={`forum-${forum}`}>
      <summary>
        <span class="forum-name">{forum === 'EU' ? t.union : reader.country(forum)}</span>{' '}
        <span class="tag" data-comes-to={comesTo}>
          {t.comesTo[comesTo]}
        </span>{' '}
        <span class="small soft">{t.counts(with_('missing').length, with_('unknown').length)}</span>
      </summary>
      <ol class="plain findings">
        {faults.map((finding) => (
          <Finding finding={finding} doing={doing} reader={reader} />
        ))}
      </ol>
      {holding.length > 0 && (
        <details class="held">
          <summary class="small">{t.onRecord(holding.length)}</summary>
          <ul class="small">
            {holding.map(({ rule, id, title, cite }) => (
              <li>
                <a href={urls.rule(rule)}>
                  {id} {reader.law(title)}
                </a>{' '}
                <span class="soft">({cite})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </details>
  )
}

function Finding({ finding, doing, reader }: { finding: CustodyFinding; doing: Doing; reader: Reader }) {
  const { custody: t } = reader.t
  const { rule, id, title, cite, confidence, status, effect, lines, cures } = finding
  return (
    <li class="finding flow flow-tight" data-status={status} data-effect={effect}>
      <p>
        <a href={urls.rule(rule)} class="step-title">
          {id} {reader.law(title)}
        </a>
        <br />
        <strong>{t.statuses[status]}</strong>
        {t.colon}
        {t.effects[effect]}{' '}
        <span class="small soft">
          ({cite}
          {confidence === 'unconfirmed' && `, ${t.notConfirmed}`})
        </span>
      </p>
      <ul class="small">
        {lines
          .filter(({ holds }) => holds !== true)
          .map(({ holds, says }) => (
            <li>
              {holds === false ? t.notSo : t.notSaid} {reader.law(says)}
            </li>
          ))}
      </ul>
      {status !== 'explained' && (
        <ul class="plain cures">
          {cures.map((cure) => (
            <li class="cluster">
              <span>
                {reader.law(cure.says)} <span class="small soft">{t.by(reader.law(cure.role))}{cure.cite !== cite && ` (${cure.cite})`}</span>
              </span>
              <Cure act={cure.act} id={id} doing={doing} reader={reader} />
            </li>
          ))}
        </ul>
      )}
    </li>
  ) // biome-ignore format: one thing
}

function Cure({
  act,
  id,
  doing,
  reader,
}: {
  act: CustodyFinding['cures'][number]['act']
  id: string
  doing: Doing
  reader: Reader
}) {
  const { custody: t } = reader.t
  const { item, mayKeep, mayCompare, sealAt, token } = doing
  if (act === 'comparison') {
    if (!mayCompare) return null
    return (
      <form method="post" action={urls.verifications(item.id)}>
        <input type="hidden" name="form_token" value={token} />
        <button type="submit" class="button button-second button-small">
          {t.verify}
        </button>
      </form>
    )
  }
  if (!mayKeep) return null
  const href = act === 'seal' ? sealAt : `${urls.entry(item.id, act)}?check=${id}`
  return href ? (
    <a class="no-print" href={href} aria-label={`${t.putDown}${reader.colon}${id}`}>
      {t.putDown}
    </a>
  ) : null
}
