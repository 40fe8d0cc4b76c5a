import { type ItemAccount, ofKind } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import { Citation } from '../../ui/citation.tsx'
import { Status, type Tone } from '../../ui/status.tsx'
import { urls } from '../../urls.ts'
import { type AnsweringDesk, isHolder, itemName } from './desk.ts'

const tones = {
  produced: 'open', refused: 'closed', impossible: 'closed', withheld: 'approval', lifted: 'closed', open: 'unknown',
} as const satisfies Record<ItemAccount['fate'], Tone> // biome-ignore format: a table

/** For every item what became of it, and why. */
export function Account({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, law, story } = desk
  const { account: t, printed } = reader.t.answering
  const step = story.steps.find(({ does, doer }) => does === 'produce' && doer === story.actor.org)
  const mayRefuse =
    isHolder(desk) && step?.is === 'current' && file.account.filter(({ fate }) => fate !== 'lifted').length > 1
  const papers = ofKind(file.entries, 'partial').filter(({ body }) => body.form)
  return (
    <section class="card flow" aria-labelledby="account">
      <h2 id="account">{t.title}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.item}</th>
            <th scope="col">{t.fate}</th>
            <th scope="col">{t.why}</th>
          </tr>
        </thead>
        <tbody>
          {file.account.map(({ item, fate, ground, reason, by, at }) => {
            const rule = ground ? law.rules.get(ground) : undefined
            return (
              <tr>
                <th scope="row">{itemName(desk, item)}</th>
                <td data-label={t.fate}>
                  <Status tone={tones[fate]} word={t.fates[fate]} />
                  {by && at && (
                    <p class="small soft">
                      {by} · {reader.instant(at)}
                    </p>
                  )}
                </td>
                <td data-label={t.why}>
                  {rule && (
                    <p class="small">
                      {reader.law(rule.title)}{' '}
                      <Citation source={sourceOf(law, rule.rule, rule.cites[0]?.cite ?? '', reader)} />
                    </p>
                  )}
                  {reason}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {papers.map(({ id, at }) => (
        <p class="small">
          <a href={urls.answeringPaper(story.request.id, id)}>{printed}</a>{' '}
          <span class="soft">{reader.instant(at)}</span>
        </p>
      ))}
      {isHolder(desk) && step?.is === 'current' && (
        <p class="cluster no-print">
          <a class="button button-second" href={urls.production(story.request.id)}>
            {t.hand}
          </a>
          {mayRefuse && (
            <a class="button button-second" href={urls.answeringAct(story.request.id, 'items')}>
              {t.refuse}
            </a>
          )}
        </p>
      )}
    </section>
  )
}
