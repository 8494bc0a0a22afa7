{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{- define "mopup.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* Leaves room for the suffixes, and for the number of a pod, within the 63 characters of a DNS label. */}}
{{- define "mopup.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains (include "mopup.name" .) .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "mopup.name" .) | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* What never changes in the life of a release, and so may select pods. Takes a dict of root and component. */}}
{{- define "mopup.selector" -}}
app.kubernetes.io/name: {{ include "mopup.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "mopup.labels" -}}
{{ include "mopup.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "mopup.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}
{{- end }}

{{- define "mopup.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ default (include "mopup.fullname" .) .Values.serviceAccount.name }}
{{- else -}}
{{ default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/*
What all pods have in common. Service links are off for a reason: a Service whose name begins with mopup would put variables that
begin with MOPUP_ into every pod of the namespace, and Mopup refuses keys that it does not know.
*/}}
{{- define "mopup.pod" -}}
enableServiceLinks: false
automountServiceAccountToken: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "mopup.container" -}}
image: {{ include "mopup.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/* The Secret of a component for Kafka, or nothing. Takes a dict of root and values, as those below. */}}
{{- define "mopup.kafkaSecret" -}}
{{- default .root.Values.kafka.existingSecret .values.kafkaSecret }}
{{- end }}

{{/* What every component is told of its admin port, as YAML. */}}
{{- define "mopup.admin" -}}
mopup.admin.listener: "0.0.0.0:8080"
{{- if .Values.admin.tokenSecret }}
mopup.admin.token.file: /etc/mopup/admin-token/token
{{- else }}
mopup.admin.token.required: "false"
{{- end }}
{{- if .Values.admin.tls.secret }}
mopup.admin.ssl.keystore.type: PEM
mopup.admin.ssl.keystore.location: /etc/mopup/admin-tls/tls.pem
{{- end }}
{{- end }}

{{/* What is told to those who ask the admin port of processors. Takes a dict of root and prefix. */}}
{{- define "mopup.trust" -}}
{{- if .root.Values.admin.tls.secret }}
{{ .prefix }}.ssl.truststore.type: PEM
{{ .prefix }}.ssl.truststore.location: /etc/mopup/admin-tls/ca.crt
{{- end }}
{{- end }}

{{- define "mopup.adminMounts" -}}
{{- if .Values.admin.tokenSecret }}
- name: admin-token
  mountPath: /etc/mopup/admin-token
  readOnly: true
{{- end }}
{{- if .Values.admin.tls.secret }}
- name: admin-tls
  mountPath: /etc/mopup/admin-tls
  readOnly: true
{{- end }}
{{- end }}

{{- define "mopup.adminVolumes" -}}
{{- with .Values.admin.tokenSecret }}
- name: admin-token
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- with .Values.admin.tls.secret }}
- name: admin-tls
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{- define "mopup.adminScheme" -}}
{{- ternary "https" "http" (not (empty .Values.admin.tls.secret)) }}
{{- end }}

{{/* Kubernetes does not check certificates, and /live and /ready need no token. */}}
{{- define "mopup.probes" -}}
livenessProbe:
  httpGet:
    path: /live
    port: admin
    scheme: {{ include "mopup.adminScheme" . | upper }}
  initialDelaySeconds: 15
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /ready
    port: admin
    scheme: {{ include "mopup.adminScheme" . | upper }}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{/* A service for the admin port, which Prometheus finds by the label that names its job. */}}
{{- define "mopup.adminService" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "mopup.fullname" .root }}-{{ .component }}-admin
  labels:
    {{- include "mopup.labels" . | nindent 4 }}
    mopup.io/job: mopup-{{ .component }}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    {{- include "mopup.selector" . | nindent 4 }}
  ports:
    - name: admin
      port: 8080
      targetPort: admin
{{- end }}

{{- define "mopup.commandConfig" -}}
{{- if include "mopup.kafkaSecret" . }}
- --command-config
- /etc/mopup/kafka/client.properties
{{- end }}
{{- end }}

{{/* A key as the environment spells it. */}}
{{- define "mopup.variable" -}}
MOPUP_{{ . | trimPrefix "mopup." | replace "." "_" | upper }}
{{- end }}

{{/*
The configuration as environment. Takes a dict of root, own (what the chart itself decides) and config (of the component). A key
that is given more than once counts once: the component's own value, else the chart's, else that of all components.
*/}}
{{- define "mopup.environment" -}}
{{- $root := .root }}
{{- $all := dict "MOPUP_BOOTSTRAP_SERVERS" (required "kafka.bootstrapServers is required" $root.Values.kafka.bootstrapServers) }}
{{- $_ := set $all "MOPUP_SCHEMA_REGISTRY_URL" (required "registry.url is required" $root.Values.registry.url) }}
{{- range $key, $value := $root.Values.config }}
{{- $_ := set $all (include "mopup.variable" $key) $value }}
{{- end }}
{{- range $key, $value := .own }}
{{- $_ := set $all (include "mopup.variable" $key) $value }}
{{- end }}
{{- range $key, $value := .config }}
{{- $_ := set $all (include "mopup.variable" $key) $value }}
{{- end }}
{{- range $name, $value := $all }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "mopup.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if include "mopup.kafkaSecret" . }}
- name: kafka
  mountPath: /etc/mopup/kafka
  readOnly: true
{{- end }}
{{- end }}

{{/* Native libraries are unpacked into /tmp. */}}
{{- define "mopup.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- with include "mopup.kafkaSecret" . }}
- name: kafka
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{- define "mopup.storeMount" -}}
- name: store
  mountPath: /var/lib/mopup/store
  {{- with .Values.store.subPath }}
  subPath: {{ . }}
  {{- end }}
{{- end }}

{{- define "mopup.storeVolume" -}}
- name: store
  persistentVolumeClaim:
    claimName: {{ required "store.existingClaim is required by agents and gateways" .Values.store.existingClaim }}
{{- end }}

{{/* Where pods may go. Takes a dict of root, component and values; without an affinity of one's own, apart if possible. */}}
{{- define "mopup.placement" -}}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- toYaml . | nindent 2 }}
{{- end }}
affinity:
{{- if .values.affinity }}
  {{- toYaml .values.affinity | nindent 2 }}
{{- else }}
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "mopup.selector" . | nindent 14 }}
{{- end }}
{{- end }}
