import { Citation } from '../../ui/citation.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Text } from './act-form.tsx'
import { cited, type ReviewDesk } from './desk.ts'

/** What a side may say to each point that the court will weigh; all of it may stay empty. */
export function Points({ desk, act }: { desk: ReviewDesk; act: string }) {
  const { procedure, reader, tried } = desk
  const { weighs } = procedure.ground
  if (weighs.length === 0) return null
  return (
    <Fold title={reader.t.review.refer.points} open={tried?.act === act}>
      {weighs.map(({ what, cite }, i) => (
        <div class="flow flow-tight">
          <Text desk={desk} act={act} name={`points.${i + 1}`} label={reader.law(what)} rows={2} />
          <p class="small">
            <Citation source={cited(desk, cite)} />
          </p>
        </div>
      ))}
    </Fold>
  )
}
