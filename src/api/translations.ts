import { Hono } from 'hono'
import { z } from 'zod'
import { permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { type Setting, translationsOf } from '../requests/index.ts'
import { operation } from './operation.ts'
import { actPaths } from './request-acts.ts'
import type { WhoAsks } from './sign-in.ts'

/** GET /api/requests/{id}/translations: each translation of its form, its certificate, and whether it still fits. */
export function translations({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  return new Hono().get('/api/requests/:id/translations', async (c) => {
    const actor = await whoAsks(c)
    permit(actor, 'request.read')
    const id = parseId('request', c.req.param('id'))
    return c.json({ translations: await translationsOf(db, actor.org, id, setting) })
  })
}

const translation = z.strictObject({
  id: z.string(),
  request: z.string(),
  org: z.string(),
  language: z.string(),
  form: z.string(),
  version: z.string(),
  of: z.string().meta({ description: 'SHA-256 (hex) of the labels and values that were to be translated' }),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  certificate: z
    .strictObject({
      translator: z.string(),
      certifiedOn: z.iso.date(),
      document: z.string(),
      recordedBy: z.string(),
      recordedAt: z.iso.datetime(),
    })
    .optional(),
  fits: z.boolean().meta({ description: 'The form says what it said when the translation was asked for' }),
})

export const translationPaths = {
  '/api/requests/{id}/translations': {
    ...actPaths['/api/requests/{id}/translations'],
    get: operation('The translations of the form of a request', {
      gives: z.strictObject({ translations: z.array(translation) }),
      names: true,
    }),
  },
}
