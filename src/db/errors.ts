import { DomainError } from '../base/errors.ts'

type DatabaseErrorCode = 'folder_in_use' | 'folder_not_made' | 'migration_changed' | 'database_newer'

export class DatabaseError extends DomainError<DatabaseErrorCode> {
  override name = 'DatabaseError'
}
