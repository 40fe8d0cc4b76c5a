import { z } from 'zod'
import { askTranslation, certifyTranslation, RequestError } from '../requests/index.ts'
import { act } from './act.ts'

const line = z.string().max(300)

/** What is done about the translations of a form. */
export const translationActs = {
  translations: act(
    'Ask for a translation of the form as it stands',
    z.strictObject({ language: line.meta({ description: 'ISO 639-1, such as fr' }) }),
    (tx, actor, id, { language }, setting) => askTranslation(tx, actor, id, language, setting),
  ),
  certificates: act(
    'Record the certificate of a translation',
    z.strictObject({
      translation: line.meta({ description: 'The id of the translation' }),
      translator: line,
      certifiedOn: line.meta({ description: 'The day of the certificate' }),
      document: line.meta({ description: 'SHA-256 (hex) of the certified translation' }),
    }),
    async (tx, actor, id, { translation, ...input }, setting) => {
      const certified = await certifyTranslation(tx, actor, translation, input, setting)
      if (certified.request === id) return certified
      throw new RequestError('missing', 'not_found', 'There is no such translation of this request')
    },
  ),
}
