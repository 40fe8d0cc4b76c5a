import type { Told } from './told.ts'

/** How it was found, what it assumes, and the digests with which anybody finds the same. */
export function Method({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  const digests = [
    [t.digestBefore, result.law.before],
    [t.digestAfter, result.law.after],
    [t.digests.proposal, result.proposal],
    [t.digests.record, result.record],
    [t.digests.result, result.digest],
  ] as const
  return (
    <section class="flow" aria-labelledby="method">
      <h2 id="method">{t.method}</h2>
      <ul class="measure">
        {t.methodText.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <h3>{t.again}</h3>
      <p>
        <code>comity laboratory PROPOSAL.yaml --record FILE.ndjson{result.on ? ` --on ${result.on}` : ''}</code>
      </p>
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
