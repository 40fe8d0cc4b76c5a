import { Fold } from '../../ui/fold.tsx'
import { urls } from '../../urls.ts'
import type { Desk } from '../deed-form.tsx'
import type { Story } from '../story.ts'
import { Titled } from '../titled.tsx'

/** What can be made better: a corrected draft of what was decided against, and what changed since. */
export function Correcting({ story, desk }: { story: Story; desk: Desk }) {
  const { reader, token, id } = desk
  const { correcting: t } = reader.t
  const { correction, request, actor } = story
  const mayDraft = correction.possible && actor.seat === 'authority' && actor.role !== 'member'
  if (!correction.isCompared && !correction.by && !mayDraft) return null
  return (
    <section class="card now flow no-print" aria-label={t.title}>
      {correction.isCompared && (
        <Titled title={t.title} about={t.openAbout}>
          <p>
            <a class="button button-second" href={urls.comparison(request.id)}>
              {t.open}
            </a>
          </p>
        </Titled>
      )}
      {correction.by && (
        <p>
          <a href={urls.request(correction.by)}>{t.redraft.made}</a>
        </p>
      )}
      {mayDraft && !correction.by && (
        <Fold title={t.redraft.title} open={request.status === 'refused'}>
          <p>{t.redraft.about}</p>
          <form method="post" action={urls.redraft(id)} class="deed">
            <input type="hidden" name="form_token" value={token} />
            <button type="submit" class="button">
              {t.redraft.button}
            </button>
          </form>
        </Fold>
      )}
    </section>
  )
}
