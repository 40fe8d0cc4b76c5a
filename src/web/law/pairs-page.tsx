import { isCountryCode } from '../../base/countries.ts'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { PairForm } from './pair-form.tsx'
import type { Reading } from './reading.tsx'

/** Two states and a day to choose; what is wrong with a choice stands beside it. */
export function PairsPage({ a, b, reading }: { a: string | undefined; b: string | undefined; reading: Reading }) {
  const { reader, href } = reading
  const { lawPairs: t, law } = reader.t
  const unknown = (code: string | undefined) =>
    code && !isCountryCode(code) ? t.unknownState(code.slice(0, 20)) : undefined
  const [ofA, ofB] = [unknown(a), a && a === b ? t.same : unknown(b)]
  return (
    <>
      <Crumbs
        label={reader.t.shell.breadcrumbs}
        crumbs={[{ text: law.title, href: href(urls.law) }, { text: t.title }]}
      />
      <PageHead title={t.title} lead={t.lead} />
      <PairForm
        choice={{ a, b, errors: { ...(ofA ? { a: ofA } : {}), ...(ofB ? { b: ofB } : {}) } }}
        reading={reading}
      />
    </>
  )
}
