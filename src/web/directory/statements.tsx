import type { Counterpart } from '../../exchange/index.ts'
import type { Attestation, KeptAttestation } from '../../trust/index.ts'
import type { Reader } from '../reader.ts'
import { Prose, type Sheet, SheetForm } from '../requests/running/sheet.tsx'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

type Shown = KeptAttestation & Pick<Attestation, 'standing'> & Partial<Pick<Attestation, 'counts' | 'otherKey'>>

const tones = { 'in-force': 'open', expired: 'unknown', withdrawn: 'closed' } as const

/** Signed statements, each with who says it, until when, and what it is worth here where that is asked. */
export function Statements({
  list,
  names,
  sheet,
  mayWithdraw = false,
}: {
  list: readonly Shown[]
  names: ReadonlyMap<string, Counterpart>
  sheet: Sheet
  mayWithdraw?: boolean
}) {
  const { reader } = sheet
  const { directory: t } = reader.t
  if (list.length === 0) return <p class="soft">{t.noAttestations}</p>
  return (
    <ul class="rule-list plain">
      {list.map((one) => (
        <li class="flow flow-tight">
          <h3>{t.statements[one.says]}</h3>
          <p class="cluster">
            <Status tone={tones[one.standing]} word={t.attestationStandings[one.standing]} />
            {one.counts !== undefined && (
              <Status tone={one.counts ? 'open' : 'unknown'} word={one.counts ? t.counts : t.countsNot} />
            )}
          </p>
          <dl class="pairs pairs-narrow">
            <dt>{t.attester}</dt>
            <dd>{one.side === 'given' ? t.given : <Named org={one.attester} names={names} reader={reader} />}</dd>
            <dt>{t.about}</dt>
            <dd>
              {names.has(one.subject) ? <Named org={one.subject} names={names} reader={reader} /> : one.subjectName}
            </dd>
            <dt>{t.reason}</dt>
            <dd>{one.reason}</dd>
            <dt>{t.until_}</dt>
            <dd>{reader.instant(one.until)}</dd>
            {one.side === 'given' && (
              <>
                <dt>{t.to}</dt>
                <dd>{reader.list(one.told.map((org) => names.get(org)?.name ?? org))}</dd>
              </>
            )}
            {one.withdrawnAt !== null && (
              <>
                <dt>{t.attestationStandings.withdrawn}</dt>
                <dd>
                  {reader.instant(one.withdrawnAt)}
                  {reader.colon}
                  {one.withdrawnReason}
                </dd>
              </>
            )}
          </dl>
          {one.otherKey && <p class="small">{t.otherKey}</p>}
          {mayWithdraw && one.side === 'given' && one.standing === 'in-force' && (
            <Fold title={t.withdraw} open={sheet.tried?.act === `withdrawal-${one.id}`}>
              <SheetForm
                sheet={sheet}
                act={`withdrawal-${one.id}`}
                title={t.withdraw}
                about={t.withdrawAbout}
                button={t.withdraw}
                look="button button-second"
              >
                <Prose sheet={sheet} act={`withdrawal-${one.id}`} name="reason" label={t.reason} hint={t.reasonHint} />
              </SheetForm>
            </Fold>
          )}
        </li>
      ))}
    </ul>
  )
}

function Named({ org, names, reader }: { org: string; names: ReadonlyMap<string, Counterpart>; reader: Reader }) {
  const found = names.get(org)
  return found ? <a href={urls.organisation(org)}>{found.name}</a> : <span>{reader.t.operator.unknownOrg}</span>
}
