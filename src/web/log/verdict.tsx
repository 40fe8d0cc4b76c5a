import type { LogVerdict } from '../../audit/index.ts'
import { base64 } from '../../base/bytes.ts'
import type { Reader } from '../reader.ts'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** Whether a log holds; where it does not, what differs and at which entry. */
export function Verdict({
  verdict: { ok, size, root, erased, faults },
  reader,
}: {
  verdict: LogVerdict
  reader: Reader
}) {
  const { log: t } = reader.t
  return (
    <Notice kind={ok ? 'done' : 'grave'}>
      <p>
        <strong>{ok ? t.verdictGood(reader.number(size)) : t.verdictBad(faults.length)}</strong>
      </p>
      {erased > 0 && <p class="small">{t.erasedCount(reader.number(erased))}</p>}
      {ok ? (
        <p class="small">
          {t.root}: <code class="hash">{base64(root)}</code>
        </p>
      ) : (
        <ul>
          {faults.map(({ seq, what }) => (
            <li>
              <a href={urls.logEvent(seq)}>{t.faultAt(reader.number(seq))}</a>: {t.fault(what)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
