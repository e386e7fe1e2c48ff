-- AlterTable
ALTER TABLE "AppRegistration" ADD COLUMN     "deletedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "SettingsFile" ADD COLUMN     "deletedAt" TIMESTAMP(3);
