import { lastOfKind, noticeDecisions } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import { Citation } from '../../ui/citation.tsx'
import { ChoiceField } from '../../ui/fields.tsx'
import { Notice } from '../../ui/notice.tsx'
import { urls } from '../../urls.ts'
import { type AnsweringDesk, chosen, isHolder, typed } from './desk.ts'
import { ActForm, Line, Text } from './form.tsx'

/** Whether the user is told: what the law says, what was decided, and what can be decided now. */
export function UserNotice({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, law, story } = desk
  const { notice: t, printed } = reader.t.answering
  const { rule, bar } = file.notice
  const last = lastOfKind(file.entries, 'notice')
  if (!isHolder(desk) && !last) return null
  return (
    <section class="card flow" aria-labelledby="notice">
      <h2 id="notice">{isHolder(desk) ? t.title : t.told}</h2>
      {isHolder(desk) && (
        <p class="measure">
          {rule ? (
            <>
              {reader.law(rule.says)} <Citation source={sourceOf(law, story.request.rule, rule.cite, reader)} />
            </>
          ) : (
            t.noRule
          )}
        </p>
      )}
      {last && (
        <div class="flow flow-tight">
          <p>
            <strong>{t.decisions[last.body.decision]}</strong>
            {last.body.until && <span class="soft"> · {reader.date(last.body.until)}</span>}
          </p>
          <p class="small soft">
            {t.last(last.name, reader.instant(last.at))} · {reader.law(last.body.says)}
          </p>
          {last.body.reason && <p>{last.body.reason}</p>}
          {last.body.form && (
            <p class="small">
              <a href={urls.answeringPaper(story.request.id, last.id)}>{printed}</a>
            </p>
          )}
        </div>
      )}
      {bar && (
        <Notice kind="care">
          <p>
            {bar.kind === 'never' ? t.bar.never : bar.until ? t.bar.until(reader.date(bar.until)) : t.bar.open}{' '}
            <Citation source={sourceOf(law, story.request.rule, bar.cite, reader)} />
          </p>
        </Notice>
      )}
      {isHolder(desk) && last?.body.decision !== 'now' && <Decide desk={desk} />}
    </section>
  )
}

function Decide({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, story } = desk
  const { notice: t, reason } = reader.t.answering
  const { rule } = file.notice
  const hasForm = rule?.form !== undefined
  const now = !hasForm && rule?.holder !== 'never'
  const { value: _, ...field } = typed(desk, 'notice', 'decision')
  return (
    <>
      {hasForm && (
        <p class="no-print">
          <a class="button" href={urls.answeringAct(story.request.id, 'user-notice')}>
            {t.write}
          </a>
        </p>
      )}
      <ActForm desk={desk} act="notice" button={t.button}>
        <ChoiceField
          {...field}
          label={t.decision}
          row
          value={chosen(desk, 'notice', 'decision')}
          choices={noticeDecisions
            .filter((one) => one === 'barred' || (one === 'later' ? rule?.holder !== 'never' : now))
            .map((value) => ({ value, label: t.decisions[value] }))}
        />
        <Text desk={desk} act="notice" name="reason" label={reason} rows={2} />
        <Line desk={desk} act="notice" name="until" type="date" label={t.untilLater} narrow />
        <Line
          desk={desk}
          act="notice"
          name="basis"
          label={rule ? `${t.basis} ${reader.t.answering.optional}` : t.basis}
        />
      </ActForm>
    </>
  )
}
