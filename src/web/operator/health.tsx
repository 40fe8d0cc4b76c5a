import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import { type Db, databaseHealth } from '../../db/index.ts'
import { counterparts, undelivered } from '../../exchange/index.ts'
import type { LawBase } from '../../law/index.ts'
import { type Blobs, checkedBlobs } from '../../vault/index.ts'
import { sizeInWords } from '../evidence/words.ts'
import type { Reader } from '../reader.ts'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

export interface Health {
  readonly database: Awaited<ReturnType<typeof databaseHealth>>
  /** Undefined where what keeps it does not answer. */
  readonly evidence: (Awaited<ReturnType<Blobs['usage']>> & { readonly free: number }) | undefined
  readonly checked: Awaited<ReturnType<typeof checkedBlobs>>
  readonly law: { readonly digest: string; readonly rules: number }
  readonly messages: Awaited<ReturnType<typeof undelivered>>
  readonly names: ReadonlyMap<string, string>
}

interface Parts {
  readonly db: Db
  readonly blobs: Blobs
  readonly law: LawBase
  readonly now: Now
}

export async function healthOf({ db, blobs, law, now }: Parts): Promise<Health> {
  return {
    database: await databaseHealth(db),
    evidence: await roomOf(blobs),
    checked: await checkedBlobs({ db, now }),
    law: { digest: law.digest, rules: law.rules.size },
    messages: await undelivered(db),
    names: new Map((await counterparts(db)).map(({ org, name }) => [org, name])),
  }
}

async function roomOf(blobs: Blobs): Promise<Health['evidence']> {
  try {
    return { ...(await blobs.usage()), free: await blobs.room() }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'store_unreachable') return undefined
    throw error
  }
}

const tones = { waiting: 'approval', refused: 'closed', expired: 'closed', delivered: 'open' } as const

/** Whether the instance is well, and what has not gone out. */
export function ShowHealth({ health, token, reader }: { health: Health; token: string; reader: Reader }) {
  const { operator: t } = reader.t
  const { database, evidence, checked, law, messages, names } = health
  return (
    <div class="flow">
      <dl class="pairs">
        <dt>{t.database}</dt>
        <dd>
          {database.version}, {sizeInWords(database.bytes, reader)}
        </dd>
        <dt>{t.evidenceStore}</dt>
        <dd>
          {evidence ? (
            t.evidenceFiles(
              reader.number(evidence.files),
              sizeInWords(evidence.bytes, reader),
              sizeInWords(evidence.free, reader),
            )
          ) : (
            <Status tone="closed" word={t.evidenceAway} />
          )}
        </dd>
        <dt>{t.checked}</dt>
        <dd>
          {t.checkedFiles(reader.number(checked.whole), reader.number(checked.all))}
          {checked.wrong.map(({ sealedSha256, at, problem }) => (
            <p>
              <Status tone="closed" word={t.rot[problem]} /> <code class="hash small">{sealedSha256}</code>{' '}
              <span class="soft small">{reader.instant(at)}</span>
            </p>
          ))}
        </dd>
        {checked.orphans.files > 0 && (
          <>
            <dt>{t.orphans}</dt>
            <dd>{t.orphanFiles(reader.number(checked.orphans.files), sizeInWords(checked.orphans.bytes, reader))}</dd>
          </>
        )}
        <dt>{t.law}</dt>
        <dd>
          {t.lawRules(reader.number(law.rules))} <code class="hash small">{law.digest}</code>
        </dd>
      </dl>
      <h3>{t.messages}</h3>
      {messages.length === 0 ? (
        <p class="soft">{t.messagesNone}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t.message}</th>
              <th scope="col">{t.from}</th>
              <th scope="col">{t.to}</th>
              <th scope="col">{t.since}</th>
              <th scope="col">{t.problem}</th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <tr>
                <th scope="row">
                  {reader.t.requests.messageTypes[message.type] ?? message.type}
                  <p>
                    <Status tone={tones[message.state]} word={t.messageStates[message.state]} />
                  </p>
                </th>
                <td data-label={t.from}>{names.get(message.org) ?? t.unknownOrg}</td>
                <td data-label={t.to}>{names.get(message.to) ?? t.unknownOrg}</td>
                <td data-label={t.since} class="small">
                  {reader.instant(message.createdAt)}
                  <p class="soft">
                    {t.attempts}
                    {reader.colon}
                    {reader.number(message.attempts)}
                  </p>
                </td>
                <td data-label={t.problem} class="small">
                  {message.problem}
                  {message.state !== 'expired' && (
                    <form method="post" action={`${urls.operator}/messages/${message.message}`}>
                      <input type="hidden" name="form_token" value={token} />
                      <button type="submit" class="button button-text">
                        {t.sendAgain}
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
