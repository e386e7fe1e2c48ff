-- AlterTable
ALTER TABLE "AppRegistration" ADD COLUMN "deletedAt" DATETIME;

-- AlterTable
ALTER TABLE "SettingsFile" ADD COLUMN "deletedAt" DATETIME;
