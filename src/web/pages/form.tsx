import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  copyFor,
  type FilledForm,
  fillBoxes,
  findRequest,
  formOf,
  isEditable,
  printRequest,
} from '../../requests/index.ts'
import { WebError } from '../errors.ts'
import { FormEditor, MissingBoxes } from '../official-form/editor.tsx'
import { languagesAsked, PaperLinks } from '../official-form/paper.tsx'
import { changedBoxes } from '../official-form/read-boxes.ts'
import { FormReading } from '../official-form/reading.tsx'
import { type Complaint, refusalInWords } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

export interface FormParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = '/requests/:id{request_[0-9a-z]+}'

/** The official form of a request: written by its author, read by everybody else without what is hidden from them. */
export function formPages({ db, law, now }: FormParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, errors: readonly Complaint[] = [], typed?: URLSearchParams) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken } = c.var
    const { officialForm: t, requests, shell, errors: problem, deeds } = reader.t
    const request = await findRequest(db, actor.org, c.req.param('id') ?? '')
    const form = request.direction === 'outgoing' ? await formOf(db, actor.org, request.id, setting) : undefined
    const copy = request.copy ?? (form && copyFor(form, actor.seat))
    if (!copy) throw new WebError('missing', 'no_such_page', t.noForm)
    const editing = form !== undefined && isEditable(request) && actor.seat === 'authority'
    return c.render(
      <>
        <Crumbs
          label={shell.breadcrumbs}
          crumbs={[
            { text: requests.title, href: urls.requests },
            { text: request.title, href: urls.request(request.id) },
            { text: requests.form },
          ]}
        />
        <ErrorSummary title={problem.title} errors={errors} />
        <PageHead
          title={reader.law(copy.heading)}
          fileNumber={request.fileNumber}
          lead={t.lead(reader.law(copy.version))}
        >
          <p class="cluster no-print">
            <a href={urls.request(request.id)}>{t.back}</a>
            <a href={urls.requestPdf(request.id)}>{t.pdf}</a>
            <PaperLinks request={request.id} form={law.at(request.law.on).find('form', copy.form)} reader={reader} />
            <button type="button" class="button button-text" data-print hidden>
              {t.print}
            </button>
          </p>
        </PageHead>
        {c.req.query('done') && errors.length === 0 && (
          <Notice kind="done">
            <p>{deeds.done.form}</p>
          </Notice>
        )}
        <div class="flow flow-wide form-page">
          {editing && <MissingBoxes form={form} reader={reader} />}
          {!editing && request.direction === 'outgoing' && (
            <Notice>
              <p>{t.fixed}</p>
            </Notice>
          )}
          {editing ? (
            <>
              <FormEditor
                form={form}
                typed={typed}
                errors={errors}
                reader={reader}
                action={urls.requestForm(request.id)}
                token={formToken}
              />
              <div class="print-only">
                <FormReading copy={copy} reader={reader} anchors={false} />
              </div>
            </>
          ) : (
            <FormReading copy={copy} reader={reader} />
          )}
        </div>
      </>,
      { title: `${requests.form}${reader.colon}${request.title}`, current: 'requests' },
    )
  }
  return new Hono<Env>()
    .get(`${one}/form`, (c) => show(c))
    .post(`${one}/form`, async (c) => {
      const actor = actorIn(c, 'request.draft')
      const { reader } = c.var
      const { id } = c.req.param()
      const given = await formIn(c)
      const form = await formOf(db, actor.org, id, setting)
      if (!form) throw new WebError('missing', 'no_such_page', reader.t.officialForm.noForm)
      const save = (boxes: Record<string, unknown>): Promise<FilledForm> =>
        db.transaction().execute((tx) => fillBoxes(tx, actor, id, boxes, setting))
      const errors: Complaint[] = []
      const boxes = changedBoxes(form, given)
      // What is right is kept, box by box, and only what is wrong comes back.
      while (Object.keys(boxes).length > 0) {
        try {
          await save(boxes)
          break
        } catch (error) {
          if (!(error instanceof DomainError) || error.code !== 'bad_box' || !error.path) throw error
          errors.push({ field: error.path, message: refusalInWords(error, reader) })
          delete boxes[error.path]
        }
      }
      if (errors.length === 0) return c.redirect(withQuery(urls.requestForm(id), { done: 'form' }), 303)
      c.status(400)
      return show(c, errors, given)
    })
    .get(`${one}/form.pdf`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const request = await findRequest(db, actor.org, c.req.param('id'))
      const pdf = await printRequest(db, actor.org, request.id, setting, languagesAsked(c.req.query()))
      if (!pdf) throw new WebError('missing', 'no_such_page', reader.t.officialForm.noForm)
      const name = `${request.fileNumber.replace(/[^\w.-]+/g, '-')}.pdf`
      return c.body(pdf, 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${name}"`,
      })
    })
}
