/** What is wrong with a form, each line a link to its field, or to the page (`/…`) where it can be mended. Takes the focus. */
export function ErrorSummary({
  title,
  errors,
}: {
  title: string
  errors: readonly { field: string; message: string }[]
}) {
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>
            <a href={field.startsWith('/') ? field : `#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
