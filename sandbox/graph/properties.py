"""The properties of the types that the local Graph answers with, as Graph's metadata for v1.0 names them."""

_NAMES = {
    "user": """
        id aboutMe accountEnabled activities adhocCalls ageGroup agreementAcceptances appRoleAssignments
        assignedLicenses assignedPlans authentication authorizationInfo birthday businessPhones calendar
        calendarGroups calendarView calendars chats city cloudClipboard cloudPCs companyName
        consentProvidedForMinor contactFolders contacts country createdDateTime createdObjects
        creationType customSecurityAttributes dataSecurityAndGovernance department deviceEnrollmentLimit
        deviceManagementTroubleshootingEvents directReports displayName drive drives employeeExperience
        employeeHireDate employeeId employeeLeaveDateTime employeeOrgData employeeType events extensions
        externalUserState externalUserStateChangeDateTime faxNumber followedSites givenName hireDate
        identities identityParentId imAddresses inferenceClassification insights interests
        isManagementRestricted isResourceAccount jobTitle joinedTeams lastPasswordChangeDateTime
        legalAgeGroupClassification licenseAssignmentStates licenseDetails mail mailFolders mailNickname
        mailboxSettings managedAppRegistrations managedDevices manager memberOf messages mobilePhone
        mySite notes oauth2PermissionGrants officeLocation onPremisesDistinguishedName
        onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId
        onPremisesLastSyncDateTime onPremisesProvisioningErrors onPremisesSamAccountName
        onPremisesSecurityIdentifier onPremisesSyncBehavior onPremisesSyncEnabled
        onPremisesUserPrincipalName onenote onlineMeetings otherMails outlook ownedDevices ownedObjects
        passwordPolicies passwordProfile pastProjects people permissionGrants photo photos planner
        postalCode preferredDataLocation preferredLanguage preferredName presence print provisionedPlans
        proxyAddresses registeredDevices responsibilities schools scopedRoleMemberOf securityIdentifier
        serviceProvisioningErrors settings showInAddressList signInActivity
        signInSessionsValidFromDateTime skills solutions sponsorOf sponsors state streetAddress surname
        teamwork todo transitiveMemberOf usageLocation userPrincipalName userType deletedDateTime
    """,
    "group": """
        id acceptedSenders allowExternalSenders appRoleAssignments assignedLabels assignedLicenses
        autoSubscribeNewMembers calendar calendarView classification conversations createdDateTime
        createdOnBehalfOf deletedDateTime description displayName drive drives events expirationDateTime
        extensions groupLifecyclePolicies groupTypes hasMembersWithLicenseErrors hideFromAddressLists
        hideFromOutlookClients infoCatalogs isArchived isAssignableToRole isManagementRestricted
        isSubscribedByMail licenseProcessingState mail mailEnabled mailNickname memberOf members
        membersWithLicenseErrors membershipRule membershipRuleProcessingState onPremisesDomainName
        onPremisesLastSyncDateTime onPremisesNetBiosName onPremisesProvisioningErrors
        onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncBehavior
        onPremisesSyncEnabled onenote owners permissionGrants photo photos planner preferredDataLocation
        preferredLanguage proxyAddresses rejectedSenders renewedDateTime securityEnabled
        securityIdentifier serviceProvisioningErrors settings sites team theme threads
        transitiveMemberOf transitiveMembers uniqueName unseenCount visibility
    """,
    "team": """
        id allChannels channels classification createdDateTime description displayName firstChannelName
        funSettings group guestSettings incomingChannels installedApps internalId isArchived
        memberSettings members messagingSettings operations permissionGrants photo primaryChannel
        schedule specialization summary tags template tenantId visibility webUrl
    """,
    "channel": """
        id allMembers createdDateTime description displayName email enabledApps filesFolder isArchived
        isFavoriteByDefault layoutType members membershipType messages migrationMode
        originalCreatedDateTime sharedWithTeams summary tabs tenantId webUrl
    """,
    "chatMessage": """
        id attachments body channelIdentity chatId createdDateTime deletedDateTime etag eventDetail from
        hostedContents importance lastEditedDateTime lastModifiedDateTime locale mentions messageHistory
        messageType policyViolation reactions replies replyToId subject summary webUrl
    """,
    "driveItem": """
        id activities analytics audio bundle cTag children content createdBy createdByUser createdDateTime
        deleted description eTag file fileSystemInfo folder image lastModifiedBy lastModifiedByUser
        lastModifiedDateTime listItem location malware name package parentReference pendingOperations
        permissions photo publication remoteItem retentionLabel root searchResult shared sharepointIds size
        specialFolder subscriptions thumbnails versions video webDavUrl webUrl workbook
    """,
    "itemRetentionLabel": """
        id isLabelAppliedExplicitly labelAppliedBy labelAppliedDateTime name retentionSettings
    """,
    "conversationMember": """
        id displayName roles visibleHistoryStartDateTime email tenantId user userId
    """,
    "teamsAppInstallation": """
        id consentedPermissionSet teamsApp teamsAppDefinition
    """,
    "teamsApp": """
        id appDefinitions displayName distributionMethod externalId
    """,
    "chat": """
        id chatType createdDateTime lastUpdatedDateTime tenantId topic webUrl
    """,
    "teamsAppDefinition": """
        id authorization bot createdBy description displayName lastModifiedDateTime publishingState
        shortDescription teamsAppId version
    """,
    "teamsTab": """
        id configuration displayName teamsApp webUrl
    """,
    "teamsAsyncOperation": """
        id attemptsCount createdDateTime error lastActionDateTime operationType status targetResourceId
        targetResourceLocation
    """,
    "subscription": """
        id applicationId changeType clientState creatorId encryptionCertificate encryptionCertificateId
        expirationDateTime includeResourceData latestSupportedTlsVersion lifecycleNotificationUrl
        notificationQueryOptions notificationUrl notificationUrlAppId resource vapidPublicKey
        webPushEncryptionP256dhPublicKey webPushEncryptionSecret
    """,
    "presence": """
        id activity availability outOfOfficeSettings sequenceNumber statusMessage workLocation
    """,
    "profilePhoto": """
        id height width
    """,
    "sharedWithChannelTeamInfo": """
        id displayName team tenantId allowedMembers isHostTeam
    """,
}

PROPERTIES = {kind: frozenset(names.split()) for kind, names in _NAMES.items()}
