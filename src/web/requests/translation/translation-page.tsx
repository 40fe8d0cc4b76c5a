import type { FormCopy, Request, TrackedTranslation } from '../../../requests/index.ts'
import { FormReading } from '../../official-form/reading.tsx'
import type { Reader } from '../../reader.ts'
import type { Complaint } from '../../refusal.ts'
import { Actions, SelectField, TextField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Empty, Notice } from '../../ui/notice.tsx'
import { urls, withQuery } from '../../urls.ts'

interface Props {
  request: Request
  /** The text to be translated; undefined where the route has no form. */
  copy: FormCopy | undefined
  translations: readonly TrackedTranslation[]
  people: ReadonlyMap<string, string>
  mayAsk: boolean
  token: string
  reader: Reader
  done: string | undefined
  /** The sum of a file that was just worked out. */
  sum: string | undefined
  typed: URLSearchParams | undefined
  complaints: readonly Complaint[]
}

import { PartHead } from '../part-head.tsx'

/** Languages a form is likely to go into; any other can be asked for over the API. */
const languages = ['bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'ga', 'hr', 'hu', 'it', 'ja', 'ko', 'lt', 'lv', 'mt', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sv', 'tr', 'uk', 'zh'] // biome-ignore format: one line of words

const languageName = (code: string, { tag }: Reader) =>
  new Intl.DisplayNames(tag, { type: 'language' }).of(code) ?? code

/** The translations of a form: asked for, certified, whether each still fits; and the text that is to be translated. */
export function TranslationPage(props: Props) {
  const { request, copy, translations, reader, done, complaints, mayAsk, sum } = props
  const { translation: t } = reader.t
  return (
    <>
      <PartHead
        request={request}
        title={t.title}
        lead={t.lead}
        complaints={complaints}
        done={done && t.done[done]}
        reader={reader}
      />
      {sum && (
        <Notice kind="done">
          <p>{t.summed}</p>
          <p class="small">
            <code class="long-sum">{sum}</code>
          </p>
        </Notice>
      )}
      <div class="flow flow-wide translations">
        {!copy && <Empty title={t.noForm} />}
        {copy && translations.length === 0 && <Empty title={t.none} />}
        {translations.length > 0 && (
          <ul class="plain decisions">
            {translations.map((one) => (
              <li class="card flow flow-tight">
                <One {...props} one={one} />
              </li>
            ))}
          </ul>
        )}
        {mayAsk && copy && <Asking {...props} />}
        {mayAsk && translations.some(({ certificate, fits }) => !certificate && fits) && <Summing {...props} />}
        {copy && (
          <section class="flow" aria-labelledby="text">
            <h2 id="text">{t.toTranslate}</h2>
            <p>
              <a href={urls.requestPdf(request.id)}>{t.paper}</a>
            </p>
            <FormReading copy={copy} reader={reader} />
          </section>
        )}
        <p>
          <a href={urls.request(request.id)}>{t.back}</a>
        </p>
      </div>
    </>
  )
}

function One({ one, people, reader, ...rest }: Props & { one: TrackedTranslation }) {
  const { translation: t } = reader.t
  const { certificate, fits } = one
  const name = (person: string) => people.get(person) ?? person
  return (
    <>
      <h2 class="h3">{t.into(languageName(one.language, reader))}</h2>
      <p>
        <span class={fits ? 'tag' : 'tag late-text'}>{fits ? t.fits : t.fitsNot}</span>{' '}
        {certificate ? t.certified(certificate.translator, reader.date(certificate.certifiedOn)) : t.waits}
      </p>
      <p class="small soft">{t.asked(name(one.askedBy), reader.instant(one.askedAt))}</p>
      {certificate && (
        <p class="small soft">{t.recorded(name(certificate.recordedBy), reader.instant(certificate.recordedAt))}</p>
      )}
      {certificate && (
        <p class="small soft">
          {t.document}: <code>{certificate.document}</code>
        </p>
      )}
      <p class="small soft">
        {t.of}: <code>{one.of}</code>
      </p>
      {rest.mayAsk && !certificate && fits && <Certifying {...rest} one={one} people={people} reader={reader} />}
    </>
  )
}

function Certifying({ one, request, token, reader, typed, sum, complaints }: Props & { one: TrackedTranslation }) {
  const { translation: t, forms } = reader.t
  const isTyped = typed?.get('translation') === one.id
  const field = (name: string) => ({
    name: `${one.id}.${name}`,
    value: isTyped ? (typed?.get(`${one.id}.${name}`) ?? '') : '',
    error: complaints.find((complaint) => complaint.field === `${one.id}.${name}`)?.message,
    errorWord: forms.error,
  })
  const document = field('document')
  return (
    <Fold title={t.certify} open={isTyped || sum !== undefined}>
      <form method="post" action={`${urls.translations(request.id)}/certificates`} class="flow" novalidate>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="translation" value={one.id} />
        <TextField {...field('translator')} label={t.translator} />
        <TextField {...field('certifiedOn')} type="date" label={t.certifiedOn} narrow />
        <TextField {...document} value={document.value || sum} label={t.document} hint={t.documentHint} />
        <Actions>
          <button type="submit" class="button">
            {t.certifyButton}
          </button>
        </Actions>
      </form>
    </Fold>
  )
}

function Asking({ request, token, reader, typed, complaints }: Props) {
  const { translation: t, forms } = reader.t
  const choices = languages
    .map((value) => ({ value, label: languageName(value, reader) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  return (
    <form method="post" action={urls.translations(request.id)} class="card flow" novalidate>
      <h2 class="h3">{t.ask}</h2>
      <input type="hidden" name="form_token" value={token} />
      <SelectField
        name="language"
        label={t.language}
        choices={choices}
        value={typed?.get('language') ?? undefined}
        error={complaints.find(({ field }) => field === 'language')?.message}
        errorWord={forms.error}
      />
      <Actions>
        <button type="submit" class="button">
          {t.askButton}
        </button>
      </Actions>
    </form>
  )
}

/** A form with files says who it is from in its address: its body is for a stream. */
function Summing({ request, token, reader, complaints }: Props) {
  const { translation: t } = reader.t
  const error = complaints.find(({ field }) => field === 'files')?.message
  const action = withQuery(`${urls.translations(request.id)}/sums`, { form_token: token })
  return (
    <form method="post" action={action} enctype="multipart/form-data" class="card flow">
      <h2 class="h3">{t.sum}</h2>
      <p>{t.sumAbout}</p>
      <div class={error ? 'field field-error' : 'field'}>
        <label for="files">{t.file}</label>
        {error && <p class="error-text">{error}</p>}
        <input type="file" id="files" name="files" required />
      </div>
      <Actions>
        <button type="submit" class="button button-second">
          {t.sumButton}
        </button>
      </Actions>
    </form>
  )
}
