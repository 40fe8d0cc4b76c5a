import type { Rule } from '../../law/index.ts'
import type { PaperLanguages } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { urls, withQuery } from '../urls.ts'

/** The languages a link asks the paper in; undefined where it is to be printed as it goes to the other side. */
export function languagesAsked({ language, beside }: Record<string, string>): PaperLanguages | undefined {
  const code = /^[a-z]{2}$/
  if (language === undefined || !code.test(language)) return undefined
  return { language, ...(beside !== undefined && code.test(beside) && { beside }) }
}

/** The paper in each language in which the form stands, with the reader's own beside it. */
export function PaperLinks({
  request,
  form,
  reader,
}: {
  request: string
  form: Pick<Rule<'form'>, 'languages'> | undefined
  reader: Reader
}) {
  const languages = ['en', ...Object.keys(form?.languages ?? {})]
  const names = new Intl.DisplayNames([reader.tag], { type: 'language' })
  const other = (language: string) => (language === reader.language ? {} : { beside: reader.language })
  return (
    <>
      {languages.map((language) => (
        <a href={withQuery(urls.requestPdf(request), { language, ...other(language) })}>
          {reader.t.officialForm.pdfIn(names.of(language) ?? language)}
        </a>
      ))}
    </>
  )
}
