import type { Told } from './told.ts'

/** `asItIs`: nothing was proposed. How it was found, what it assumes, and the digests with which anybody finds the same. */
export function Method({ told: { result, reader }, asItIs }: { told: Told; asItIs?: boolean }) {
  const { laboratory: t } = reader.t
  const digests = [
    [t.digestBefore, result.law.before],
    ...(asItIs
      ? []
      : ([
          [t.digestAfter, result.law.after],
          [t.digests.proposal, result.proposal],
        ] as const)),
    [t.digests.record, result.record],
    [t.digests.result, result.digest],
  ] as const
  return (
    <section class="flow" aria-labelledby="method">
      <h2 id="method">{t.method}</h2>
      <ul class="measure">
        {t.methodText.slice(asItIs ? 1 : 0).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {!asItIs && (
        <>
          <h3>{t.again}</h3>
          <p>
            <code>comity laboratory PROPOSAL.yaml --record FILE.ndjson{result.on ? ` --on ${result.on}` : ''}</code>
          </p>
        </>
      )}
      <dl class="digests small">
        {digests.map(([name, digest]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <code>{digest}</code>
            </dd>
          </>
        ))}
      </dl>
    </section>
  )
}
