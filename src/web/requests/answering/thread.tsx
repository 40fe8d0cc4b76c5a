import { answerClocks, ofKind, type openQuestions } from '../../../requests/index.ts'
import { ChoiceField } from '../../ui/fields.tsx'
import { urls, withQuery } from '../../urls.ts'
import { RunningClock } from '../running-clock.tsx'
import { nameOf } from '../story.ts'
import { type AnsweringDesk, chosen, isHolder, itemName, typed } from './desk.ts'
import { ActForm, Text } from './form.tsx'

/** The questions asked back and their answers, oldest first, for both sides; what is late shows its clock. */
export function Thread({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, story } = desk
  const { thread: t } = reader.t.answering
  const questions = ofKind(file.entries, 'question')
  const isOver = story.request.endedAt !== undefined
  return (
    <section class="card flow" aria-labelledby="thread">
      <h2 id="thread">{t.title}</h2>
      {questions.length === 0 && <p class="soft">{t.none}</p>}
      {questions.map((question) => (
        <Exchange desk={desk} question={question} />
      ))}
      {isHolder(desk) && !isOver && <Ask desk={desk} />}
    </section>
  )
}

type Question = ReturnType<typeof openQuestions>[number]

function Exchange({ desk, question: { body, org, name, at, id } }: { desk: AnsweringDesk; question: Question }) {
  const { file, reader, story, law } = desk
  const { thread: t, printed } = reader.t.answering
  const answer = ofKind(file.entries, 'answer').find((one) => one.body.question === body.id)
  const rules = answerClocks(law, body.ground)
  const clock = story.clocks.find(({ rule, stoppedAt }) => stoppedAt === undefined && rules.includes(rule))
  const suspends = rules.some((rule) => law.rule('clock', rule).suspends.length > 0)
  const whose = (by: string, of: string) =>
    [by, nameOf(story, of)].filter((one, i, all) => all.indexOf(one) === i).join(', ')
  return (
    <article class="flow flow-tight">
      <h3>{t.asks(whose(name, org), reader.instant(at))}</h3>
      {body.ground && <p class="small">{reader.law(law.rules.get(body.ground)?.title ?? body.ground)}</p>}
      <blockquote class="said">
        <p>{body.text}</p>
        {body.items.length > 0 && (
          <p class="small soft">{reader.list(body.items.map((item) => itemName(desk, item)))}</p>
        )}
      </blockquote>
      {body.form && (
        <p class="small">
          <a href={urls.answeringPaper(story.request.id, id)}>{printed}</a>
        </p>
      )}
      {answer ? (
        <>
          <h4>{t.answers(whose(answer.name, answer.org), reader.instant(answer.at))}</h4>
          <blockquote class="said">
            <p>{answer.body.text}</p>
          </blockquote>
        </>
      ) : (
        <p class="soft">
          {t.waits} {suspends && t.standsStill}
        </p>
      )}
      {!answer && clock && (
        <RunningClock clock={clock} overdue={clock.overdue} now={story.now} law={law} reader={reader} />
      )}
      {!answer && org !== story.actor.org && story.request.endedAt === undefined && (
        <ActForm desk={desk} act="answer" button={t.answerButton} look="button">
          <input type="hidden" name="answer.question" value={body.id} />
          <Text desk={desk} act="answer" name="text" label={t.answer} />
        </ActForm>
      )}
    </article>
  )
}

function Ask({ desk }: { desk: AnsweringDesk }) {
  const { reader, story, file } = desk
  const { thread: t, items } = reader.t.answering
  const { value: _, ...field } = typed(desk, 'ask', 'items')
  const grounds = [...new Set(file.points.flatMap(({ ground }) => ground ?? []))].filter(
    (ground) => answerClocks(desk.law, ground).length > 0,
  )
  return (
    <div class="flow no-print">
      <h3>{t.ask}</h3>
      <p class="measure">{t.askAbout}</p>
      <ActForm desk={desk} act="ask" button={t.button}>
        <Text desk={desk} act="ask" name="text" label={t.text} />
        {story.request.items.length > 1 && (
          <ChoiceField
            {...field}
            label={items}
            hint={t.whole}
            several
            row
            value={chosen(desk, 'ask', 'items')}
            choices={story.request.items.map(({ id }) => ({ value: id, label: itemName(desk, id) }))}
          />
        )}
      </ActForm>
      {grounds.length > 0 && (
        <>
          <p class="measure">{t.onGround}</p>
          <ul>
            {grounds.map((ground) => (
              <li>
                <a href={withQuery(urls.answeringAct(story.request.id, 'question'), { ground })}>
                  {reader.law(desk.law.rules.get(ground)?.title ?? ground)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
