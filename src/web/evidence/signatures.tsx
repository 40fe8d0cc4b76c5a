import { type AdesSignature, isSound } from '../../crypto/index.ts'
import type { Reader } from '../reader.ts'
import { Notice } from '../ui/notice.tsx'
import { readable } from './facts.ts'

/** What of a document was signed, by which certificate, and whether that holds; why not, where it does not. */
export function Signatures({ signatures, reader }: { signatures: readonly AdesSignature[]; reader: Reader }) {
  const { signatures: t } = reader.t.evidence
  if (signatures.length === 0) return null
  return (
    <section class="flow" aria-labelledby="signatures">
      <h2 id="signatures">{t.title(signatures.length)}</h2>
      <p class="soft measure">{t.note}</p>
      {signatures.map((one) => (
        <Signature signature={one} reader={reader} />
      ))}
    </section>
  )
}

function Signature({ signature, reader }: { signature: AdesSignature; reader: Reader }) {
  const { signatures: t } = reader.t.evidence
  const { certificate, claimedAt, parts, timestamps, format } = signature
  return (
    <article class="card flow">
      <h3>{readable(certificate?.subject ?? '') || t.nobody}</h3>
      <Verdict signature={signature} reader={reader} />
      <dl class="pairs">
        <dt>{t.format}</dt>
        <dd>{format}</dd>
        {certificate && (
          <>
            <dt>{t.issuer}</dt>
            <dd>{readable(certificate.issuer)}</dd>
            <dt>{t.serial}</dt>
            <dd class="file-name">{certificate.serial}</dd>
            <dt>{t.valid}</dt>
            <dd>{t.validity(reader.instant(certificate.from), reader.instant(certificate.until))}</dd>
          </>
        )}
        {claimedAt && (
          <>
            <dt>{t.claimedAt}</dt>
            <dd>{readable(claimedAt)}</dd>
          </>
        )}
        {timestamps.map(({ kind, state, at, authority }) => (
          <>
            <dt>{t.timestamps[kind]}</dt>
            <dd>
              {at === undefined
                ? t.timestampStates[state]
                : `${reader.instant(at)}, ${readable(authority ?? '')}${reader.colon}${t.timestampStates[state]}`}
            </dd>
          </>
        ))}
        {parts.map(({ what, state }) => (
          <>
            <dt>{t.signed}</dt>
            <dd class="file-name">{`${what === '' ? t.document : readable(what)}${reader.colon}${t.partStates[state]}`}</dd>
          </>
        ))}
      </dl>
    </article>
  )
}

/** In words first: a colour never says it alone. */
function Verdict({ signature, reader }: { signature: AdesSignature; reader: Reader }) {
  const { signatures: t } = reader.t.evidence
  if (isSound(signature)) {
    return (
      <Notice kind="done">
        <p>{t.sound}</p>
      </Notice>
    )
  }
  const { value, weak, parts, faults } = signature
  const reasons = [
    ...(value === 'broken' ? [t.broken] : []),
    ...(value === 'detached' || parts.some(({ state }) => state === 'absent') ? [t.absent] : []),
    ...(parts.some(({ state }) => state === 'changed') ? [t.changed] : []),
    ...(weak ? [t.weak] : []),
    ...faults.map((fault) => t.faults[fault]),
  ]
  return (
    <Notice kind="care">
      <p>{t.unsound}</p>
      <ul>
        {reasons.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
    </Notice>
  )
}
