import { type Actor, isPermitted } from '../../accounts/index.ts'
import type { Team } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { urls } from '../urls.ts'

export const tones = { proposed: 'approval', running: 'open', ended: 'closed' } as const satisfies Record<
  Team['state'],
  Tone
>

/** The teams an organisation is in. */
export function TeamList({ teams, actor, reader }: { teams: readonly Team[]; actor: Actor; reader: Reader }) {
  const { teams: t, requests, shell } = reader.t
  return (
    <>
      <Crumbs label={shell.breadcrumbs} crumbs={[{ text: requests.title, href: urls.requests }, { text: t.title }]} />
      <PageHead title={t.title} lead={t.lead}>
        {isPermitted(actor, 'request.draft') && (
          <p class="no-print">
            <a class="button" href={urls.newTeam}>
              {t.new}
            </a>
          </p>
        )}
      </PageHead>
      {teams.length === 0 && <p class="soft">{t.none}</p>}
      <ul class="plain flow">
        {teams.map((team) => (
          <li class="card flow flow-tight">
            <div class="between">
              <h2>
                <a href={urls.team(team.id)}>{team.title}</a>
              </h2>
              <Status
                tone={tones[team.state]}
                word={t.state[team.state] ?? ''}
                means={t.stateMeans[team.state] ?? ''}
              />
            </div>
            <p class="small soft">
              {t.period(reader.date(team.from), reader.date(team.to))} ·{' '}
              {reader.list(team.members.map(({ name }) => name))}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
