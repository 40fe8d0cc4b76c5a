import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { fillBoxes, findRequest, formOf, printRequest, type Setting } from '../requests/index.ts'
import { savedAs } from './bytes.ts'
import { operation } from './operation.ts'
import { readBody, readQuery } from './read.ts'
import { formSchema } from './request-schemas.ts'
import type { WhoAsks } from './sign-in.ts'
import { formView } from './views.ts'

const boxes = z.strictObject({
  boxes: z.record(z.string().max(100), z.unknown()).meta({ description: 'By field id; null empties a box again' }),
})
const code = z.string().regex(/^[a-z]{2}$/)
const printing = z.object({
  language: code.optional().meta({ description: 'Of the labels; left out: as the form goes to the other side' }),
  beside: code.optional().meta({ description: 'A second language beside it' }),
})

/** /api/requests/{id}/form: the official form, as this organisation may see it. */
export function forms({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono()
    .get('/api/requests/:id/form', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const id = parseId('request', c.req.param('id'))
      const { copy } = await findRequest(db, actor.org, id)
      return c.json(formView(copy ?? (await formOf(db, actor.org, id, setting)) ?? none()))
    })
    .put('/api/requests/:id/form', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('request', c.req.param('id'))
      const written = await readBody(c, boxes)
      const form = await db.transaction().execute((tx) => fillBoxes(tx, actor, id, written.boxes, setting))
      return c.json(formView(form))
    })
    .get('/api/requests/:id/form.pdf', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const id = parseId('request', c.req.param('id'))
      const { language, beside } = readQuery(c, printing)
      const languages = language && { language, ...(beside && { beside }) }
      const pdf = (await printRequest(db, actor.org, id, setting, languages || undefined)) ?? none()
      return c.body(pdf, 200, { 'content-type': 'application/pdf', 'content-disposition': savedAs(`${id}.pdf`) })
    })
}

function none(): never {
  throw new DomainError('missing', 'no_form', 'This request has no form here')
}

export const formPaths = {
  '/api/requests/{id}/form': {
    get: operation('The form filled as far as it can be, with every box that is missing', {
      gives: formSchema,
      names: true,
    }),
    put: operation('Write into boxes of the form', { takes: boxes, gives: formSchema, names: true }),
  },
  '/api/requests/{id}/form.pdf': {
    get: operation('The form printed (PDF/A)', { query: printing, gives: 'application/pdf', names: true }),
  },
}
