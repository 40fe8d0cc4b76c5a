import type { LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import type { Complaint } from '../refusal.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, TextField } from '../ui/fields.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { MainFacts } from './begin.tsx'

/** A new matter: its name and the main facts on one page, so that the next page is the answer. */
export function NewMatter({
  typed,
  errors,
  token,
  law,
  reader,
}: {
  typed: URLSearchParams
  errors: readonly Complaint[]
  token: string
  law: LawBase
  reader: Reader
}) {
  const { matters: t, errors: problem, forms, shell } = reader.t
  const wrong = new Map(errors.map(({ field, message }) => [field, message]))
  const text = (name: string) => ({
    name,
    value: typed.get(name) ?? '',
    error: wrong.get(name),
    errorWord: forms.error,
    required: true,
  })
  return (
    <>
      <Crumbs label={shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.matters }, { text: t.open }]} />
      <ErrorSummary title={problem.title} errors={errors} />
      <PageHead title={t.open} lead={t.openLead} />
      <form method="post" action={urls.newMatter} class="flow flow-wide">
        <input type="hidden" name="form_token" value={token} />
        <section class="card" aria-labelledby="the-case">
          <h2 id="the-case" class="card-title">
            {t.theCase}
          </h2>
          <TextField {...text('title')} label={t.name} hint={t.nameHint} />
          <TextField {...text('fileNumber')} label={t.fileNumber} />
        </section>
        <section class="card" aria-labelledby="main-facts">
          <h2 id="main-facts" class="card-title">
            {t.mainFacts}
          </h2>
          <MainFacts typed={typed} wrong={wrong} law={law} reader={reader} />
        </section>
        <Actions>
          <button type="submit" class="button">
            {t.save}
          </button>
          <a href={urls.matters}>{forms.cancel}</a>
        </Actions>
      </form>
    </>
  )
}
