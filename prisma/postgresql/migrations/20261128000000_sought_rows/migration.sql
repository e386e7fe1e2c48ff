-- DropIndex
DROP INDEX "Attempt_status_leaseUntil_idx";

-- DropIndex
DROP INDEX "Session_userId_idx";

-- DropIndex
DROP INDEX "SettingsFile_userId_clientId_idx";

-- DropIndex
DROP INDEX "SettingsFile_userId_createdAt_id_idx";

-- CreateIndex
CREATE INDEX "AppRegistration_userId_clientId_idx" ON "AppRegistration"("userId", "clientId");

-- CreateIndex
CREATE INDEX "AppRegistration_deletedAt_idx" ON "AppRegistration"("deletedAt") WHERE ("deletedAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Attempt_status_expiresAt_idx" ON "Attempt"("status", "expiresAt");

-- CreateIndex
CREATE INDEX "Attempt_registrationId_idx" ON "Attempt"("registrationId");

-- CreateIndex
CREATE INDEX "AuditEntry_kind_sequence_idx" ON "AuditEntry"("kind", "sequence") WHERE ("chain" = 'portal');

-- CreateIndex
CREATE INDEX "MailLink_email_purpose_idx" ON "MailLink"("email", "purpose");

-- CreateIndex
CREATE INDEX "Session_userId_lastSeenAt_idx" ON "Session"("userId", "lastSeenAt");

-- CreateIndex
CREATE INDEX "Session_userId_expiresAt_idx" ON "Session"("userId", "expiresAt");

-- CreateIndex
CREATE INDEX "SettingsFile_by_time_idx" ON "SettingsFile"("userId", "createdAt", "id", "searchKey", "platform", "country", "supersededAt", "backedUpAt", "deletedAt");

-- CreateIndex
CREATE INDEX "SettingsFile_by_name_idx" ON "SettingsFile"("userId", "nameKey", "version", "id", "createdAt", "searchKey", "platform", "country", "supersededAt", "backedUpAt", "deletedAt");

-- CreateIndex
CREATE INDEX "SettingsFile_userId_clientId_supersededAt_createdAt_id_idx" ON "SettingsFile"("userId", "clientId", "supersededAt", "createdAt", "id");

-- CreateIndex
CREATE INDEX "SettingsFile_deletedAt_idx" ON "SettingsFile"("deletedAt") WHERE ("deletedAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "User_role_idx" ON "User"("role");
